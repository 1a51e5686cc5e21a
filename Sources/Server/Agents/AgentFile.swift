// SPDX-License-Identifier: Apache-2.0
import AgentProtocol
import Crypto
import Domain
import Foundation
import Glibc
import Services

/// One build of the agent on disk, as far as it must be read to describe it.
struct AgentFile: Sendable {
    /// What tells one state of a file from another without reading it.
    struct Mark: Sendable, Equatable {
        /// The size, in bytes.
        let size: Int64
        private let seconds: Int
        private let nanoseconds: Int
        private let inode: UInt64

        /// The mark of a regular file, links followed; `nil` where there is none.
        init?(_ path: String) {
            var status = stat()
            guard stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return nil }
            size = Int64(status.st_size)
            seconds = status.st_mtim.tv_sec
            nanoseconds = status.st_mtim.tv_nsec
            inode = UInt64(status.st_ino)
        }
    }

    /// Where it is.
    let path: String
    /// Its state when it was read.
    let mark: Mark
    /// What it is.
    let program: AgentProgram

    /// The name of a build for the server's own machine.
    static let plainName = "thimble-agent"

    /// The machine in a file's name `thimble-agent-MACHINE`; empty for ``plainName``, `nil` for any
    /// other name.
    static func machine(inName name: String) -> String? {
        if name == plainName { return "" }
        guard name.hasPrefix(plainName + "-") else { return nil }
        let machine = name.dropFirst(plainName.count + 1)
        let isMachine =
            !machine.isEmpty
            && machine.utf8.allSatisfy { byte in
                switch byte {
                case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"),
                    UInt8(ascii: "_"):
                    true
                default: false
                }
            }
        return isMachine ? String(machine) : nil
    }

    /// Reads a build.
    ///
    /// - Throws: ``DomainError/Code/requestInvalid`` with what is wrong with the file; what the
    ///   system says where it cannot be read.
    init(path: String, mark: Mark, machine named: String, host: String) throws {
        self.path = path
        self.mark = mark
        let handle = try FileHandle(forReadingFrom: URL(fileURLWithPath: path))
        defer { try? handle.close() }
        var hash = SHA256()
        var size: Int64 = 0
        var head: [UInt8] = []
        while let piece = try handle.read(upToCount: 1 << 20), !piece.isEmpty {
            if head.isEmpty { head = Array(piece.prefix(64)) }
            hash.update(data: piece)
            size += Int64(piece.count)
        }
        guard let machine = ELFHeader.machine(head) else {
            throw DomainError(.requestInvalid, subject: "\(path): it is no program of Linux")
        }
        guard named.isEmpty || named == machine else {
            throw DomainError(.requestInvalid, subject: "\(path): it is for \(machine)")
        }
        program = AgentProgram(
            version: Self.version(path, runs: machine == host),
            machine: machine,
            digest: Hex.text(Array(hash.finalize())),
            size: size
        )
    }

    /// The version that a build tells, the one that `FILE.version` says, or `unknown`.
    private static func version(_ path: String, runs: Bool) -> String {
        if runs, let told = ProgramVersion.ask(path) { return told }
        let note = try? Data(contentsOf: URL(fileURLWithPath: path + ".version"))
        return note.flatMap { ProgramVersion($0)?.text } ?? ProgramVersion.unknown
    }
}

/// The first bytes of a program of Linux (System V ABI, "ELF Header").
enum ELFHeader {
    /// The machine as `uname -m` names it; `nil` where the bytes are no ELF header, or of a machine
    /// that is not known here.
    static func machine(_ bytes: [UInt8]) -> String? {
        guard bytes.count >= 20, bytes.starts(with: [0x7F, 0x45, 0x4C, 0x46]) else { return nil }
        let isWide = bytes[4] == 2
        let isLittle = bytes[5] == 1
        let machine =
            isLittle ? Int(bytes[18]) | Int(bytes[19]) << 8 : Int(bytes[19]) | Int(bytes[18]) << 8
        return switch (machine, isWide, isLittle) {
        case (3, false, true): "i686"
        case (21, true, true): "ppc64le"
        case (22, true, false): "s390x"
        case (40, false, true): "armv7l"
        case (62, true, true): "x86_64"
        case (183, true, true): "aarch64"
        case (243, true, true): "riscv64"
        default: nil
        }
    }
}
