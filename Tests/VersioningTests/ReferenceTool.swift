// SPDX-License-Identifier: Apache-2.0

import Foundation

/// A program that compares versions, driven as one process for many pairs.
///
/// Each program reads the versions from a file, one a line, two lines a pair, and prints one
/// answer a line: -1, 0, 1, or ? where it refuses a version.
struct ReferenceTool: Sendable {
    let name: String
    let executable: String
    let arguments: [String]
    let probe: [String]

    /// The tool that decides on a Debian machine; it takes one pair a call, so a shell loops.
    static let dpkg = ReferenceTool(
        name: "dpkg --compare-versions",
        executable: "/bin/sh",
        arguments: [
            "-c",
            """
            while IFS= read -r a && IFS= read -r b; do
              dpkg --compare-versions -- "$a" lt "$b" 2>/dev/null
              case $? in
                0) echo -1 ;;
                1) if dpkg --compare-versions -- "$a" eq "$b" 2>/dev/null
                   then echo 0; else echo 1; fi ;;
                *) echo '?' ;;
              esac
            done
            """,
        ],
        probe: ["-c", "dpkg --version"]
    )

    /// apt's library, through python3-apt: fast, and without any check of the syntax.
    static let libapt = ReferenceTool(
        name: "apt_pkg.version_compare",
        executable: "/usr/bin/python3",
        arguments: [
            "-c",
            """
            import sys, apt_pkg
            apt_pkg.init_system()
            lines = sys.stdin.read().split("\\n")
            for a, b in zip(lines[0::2], lines[1::2]):
                order = apt_pkg.version_compare(a, b)
                print((order > 0) - (order < 0))
            """,
        ],
        probe: ["-c", "import apt_pkg"]
    )

    /// dpkg's own comparison in Perl, from libdpkg-perl, which refuses what Policy forbids.
    static let dpkgPerl = ReferenceTool(
        name: "Dpkg::Version",
        executable: "/usr/bin/perl",
        arguments: [
            "-e",
            """
            use Dpkg::Version;
            while (defined(my $a = <STDIN>) and defined(my $b = <STDIN>)) {
              chomp($a, $b);
              print version_compare($a, $b), "\\n";
            }
            """,
        ],
        probe: ["-e", "use Dpkg::Version;"]
    )

    /// True if the tool is on this machine.
    var isPresent: Bool {
        (try? run(probe, input: "").status) == 0
    }

    /// The tool's answers for the pairs, in their order.
    func answers(for pairs: [(String, String)]) throws -> [Substring] {
        let input = pairs.map { "\($0)\n\($1)\n" }.joined()
        let (status, output) = try run(arguments, input: input)
        guard status == 0 else { throw Failure(tool: name, status: status) }
        return output.split(separator: "\n")
    }

    struct Failure: Error {
        var tool: String
        var status: Int32
    }

    private func run(
        _ arguments: [String],
        input: String
    ) throws -> (status: Int32, output: String) {
        // The input is a file: a pipe would need a second thread to fill it.
        let file = FileManager.default.temporaryDirectory
            .appendingPathComponent("versions-\(UUID().uuidString)")
        try Data(input.utf8).write(to: file)
        defer { try? FileManager.default.removeItem(at: file) }
        let process = Process()
        process.executableURL = URL(fileURLWithPath: executable)
        process.arguments = arguments
        process.standardInput = try FileHandle(forReadingFrom: file)
        let pipe = Pipe()
        process.standardOutput = pipe
        process.standardError = FileHandle.nullDevice
        try process.run()
        let output = try pipe.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        return (process.terminationStatus, String(decoding: output, as: UTF8.self))
    }
}
