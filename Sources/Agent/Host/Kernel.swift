// SPDX-License-Identifier: Apache-2.0
import Glibc

/// The name of a kernel as `uname -r` tells it, in its parts.
///
///     6.1.0-37-cloud-amd64        version 6.1.0-37, flavour cloud-amd64
///     5.10.0-0.deb11.6-amd64      version 5.10.0-0.deb11.6, flavour amd64
struct KernelName: Sendable, Equatable {
    /// What tells one build from the next: the leading parts that begin with a digit.
    let version: String
    /// What stays the same from one build to the next; empty for a kernel built by hand.
    let flavour: String

    init(_ release: String) {
        let parts = release.split(separator: "-")
        let count = parts.prefix { $0.first?.isNumber == true }.count
        version = parts[..<count].joined(separator: "-")
        flavour = parts[count...].joined(separator: "-")
    }
}

/// A kernel that is installed as a package.
struct InstalledKernel: Sendable, Equatable {
    /// What `uname -r` would say if it ran.
    let release: String
    /// The package's version.
    let version: String
    /// The flavour in its name, for example `cloud-amd64`.
    var flavour: String { KernelName(release).flavour }

    /// Names a kernel by its parts.
    init(release: String, version: String) {
        self.release = release
        self.version = version
    }

    /// Reads Debian's or Ubuntu's package `linux-image-RELEASE`; `nil` for other packages and for
    /// metapackages.
    init?(packageName: String, version: String) {
        let prefix = "linux-image-"
        guard packageName.hasPrefix(prefix) else { return nil }
        var release = packageName.dropFirst(prefix.count)
        // An unsigned build is the same kernel: Debian marks it behind the name, Ubuntu before it.
        let mark = "unsigned"
        if release.hasPrefix(mark + "-") { release = release.dropFirst(mark.count + 1) }
        if release.hasSuffix("-" + mark) { release = release.dropLast(mark.count + 1) }
        guard release.first?.isNumber == true else { return nil }
        self.release = String(release)
        self.version = version
    }
}

/// The kernel that runs now (uname(2)).
struct RunningKernel: Sendable, Equatable {
    /// `uname -r`.
    var release: String
    /// `uname -v`, in which Debian writes the package's version.
    var build: String
    /// `uname -m`.
    var machine: String

    /// Asks the system.
    static func current() -> RunningKernel {
        var name = utsname()
        uname(&name)
        func text<Field>(_ field: Field) -> String {
            withUnsafeBytes(of: field) { String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) }
        }
        return RunningKernel(
            release: text(name.release),
            build: text(name.version),
            machine: text(name.machine)
        )
    }

    /// The version of the package that the running kernel came from, where the kernel tells.
    ///
    /// `#1 SMP PREEMPT_DYNAMIC Debian 6.1.140-1 (2025-05-22)`
    var packageVersion: String? {
        let words = build.split(separator: " ")
        guard let place = words.firstIndex(of: "Debian"), place + 1 < words.endIndex,
            words[place + 1].first?.isNumber == true
        else { return nil }
        return String(words[place + 1])
    }

    /// Why the machine must be restarted, given the newest installed kernel of its flavour.
    func reasonToRestart(newest: InstalledKernel) -> String? {
        if newest.release != release {
            return "kernel \(newest.release) is installed, \(release) is running"
        }
        // The name can stay the same from one upload to the next.
        if let running = packageVersion, running != newest.version {
            return "kernel \(release) \(newest.version) is installed, \(running) is running"
        }
        return nil
    }
}
