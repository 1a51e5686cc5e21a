// SPDX-License-Identifier: Apache-2.0
import AgentProtocol

/// One package of an rpm database.
struct RpmPackage: Sendable, Hashable {
    /// `NAME`.
    var name: String
    /// `ARCH`, `noarch` included.
    var architecture: String
    /// Epoch, version and release.
    var version: RpmVersion
    /// The name in `SOURCERPM`, else ``name``.
    var source: String
    /// `INSTALLTIME`, in seconds since 1970.
    var installedAt: Int64

    /// `name-version-release.architecture`, with the epoch where there is one: rpm(8) takes it as
    /// the name of exactly this package.
    var fullName: String { "\(name)-\(version.text).\(architecture)" }

    /// The package as the protocol names it.
    var target: TargetPackage {
        TargetPackage(name: name, architecture: architecture, version: version.text)
    }

    /// Whether this is an installed instance of an ordered package.
    ///
    /// A package may turn from `noarch` to an architecture and back; `noarch` stands for the native
    /// one.
    func isInstance(of target: TargetPackage, native: String) -> Bool {
        name == target.name
            && (architecture == "noarch" ? native : architecture)
                == (target.isForEveryArchitecture ? native : target.architecture)
    }
}

/// An rpm version in its parts (rpm-version(7)).
struct RpmVersion: Sendable, Hashable {
    /// The epoch; 0 where none is written.
    var epoch: Int
    /// The version proper.
    var version: String
    /// The release; `nil` where there is none, as in a condition `foo < 2`.
    var release: String?

    /// Names a version by its parts.
    init(epoch: Int, version: String, release: String?) {
        self.epoch = epoch
        self.version = version
        self.release = release
    }

    /// Reads `[epoch:]version[-release]`; `nil` where it has a character that versions do not have.
    init?(_ text: String) {
        var rest = text[...]
        epoch = 0
        if let colon = rest.firstIndex(of: ":") {
            guard let number = Int(rest[..<colon]), number >= 0 else { return nil }
            epoch = number
            rest = rest[rest.index(after: colon)...]
        }
        let parts = rest.split(separator: "-", omittingEmptySubsequences: false)
        guard parts.count <= 2, parts.allSatisfy(Self.isPart) else { return nil }
        version = String(parts[0])
        release = parts.count == 2 ? String(parts[1]) : nil
    }

    /// The one text form: an epoch of 0 is not written.
    var text: String {
        (epoch == 0 ? "" : "\(epoch):") + version + (release.map { "-\($0)" } ?? "")
    }

    /// The characters of versions and releases (rpm-spec(5), "Version" and "Release").
    static func isPart(_ text: Substring) -> Bool {
        !text.isEmpty
            && text.utf8.allSatisfy { byte in
                switch byte {
                case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: true
                default: ".+~^_".utf8.contains(byte)
                }
            }
    }
}
