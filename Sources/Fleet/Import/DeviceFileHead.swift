// SPDX-License-Identifier: Apache-2.0
import AgentProtocol
import Domain
import PackageFormats
import Versioning

/// What a file says of a device beside its packages.
struct DeviceFileHead {
    private var name: String?
    private var stream: String?
    /// How the device's rows are read; `nil` as long as its stream is not known.
    private(set) var scheme: VersionScheme?
    /// The architecture; `nil` where the file does not say it.
    private(set) var architecture: String?
    /// The repositories; `nil` where unknown.
    private(set) var repositories: [Repository]?

    /// Reads one member, unless it is of no concern.
    mutating func read(_ key: String, _ cursor: inout JSONCursor) throws {
        switch key {
        case "name":
            let text = try DeviceFileText.required(&cursor)
            guard !text.isEmpty else { throw DeviceFileText.refusal("\(cursor.path): empty") }
            name = text
        case "stream":
            let text = try DeviceFileText.required(&cursor)
            (stream, scheme) = (text, try Self.scheme(text, place: cursor.path))
        case "arch":
            let text = try DeviceFileText.optional(&cursor)
            architecture = text?.isEmpty == true ? nil : text
        case "repositories": repositories = try Self.repositories(&cursor)
        default: break
        }
    }

    /// What every device must have.
    func required(_ place: String) throws -> (name: String, stream: String, VersionScheme) {
        guard let name else { throw DeviceFileText.refusal("\(place).name: missing") }
        guard let stream, let scheme else {
            throw DeviceFileText.refusal("\(place).stream: missing")
        }
        return (name, stream, scheme)
    }

    private static func scheme(_ stream: String, place: String) throws -> VersionScheme {
        let parts = stream.split(separator: ":", maxSplits: 1)
        guard parts.count == 2, let scheme = Stream(rawValue: stream).versionScheme else {
            throw DeviceFileText.refusal(
                "\(place): \(stream)",
                hint: "streams are for example debian:12, almalinux:9, windows:<product>, macos:15"
            )
        }
        return scheme
    }

    private static func repositories(_ cursor: inout JSONCursor) throws -> [Repository]? {
        guard try !cursor.skipNull() else { return nil }
        var repositories: [Repository] = []
        try cursor.array { cursor in
            var repository = Repository(
                origin: "",
                label: "",
                suite: "",
                codename: "",
                component: ""
            )
            try cursor.object { key, cursor in
                switch key {
                case "origin": repository.origin = try field(&cursor)
                case "label": repository.label = try field(&cursor)
                case "suite": repository.suite = try field(&cursor)
                case "codename": repository.codename = try field(&cursor)
                case "component": repository.component = try field(&cursor)
                default: break
                }
            }
            repositories.append(repository)
        }
        return repositories
    }

    /// A field of a release file; empty where it has none.
    private static func field(_ cursor: inout JSONCursor) throws -> String {
        try DeviceFileText.optional(&cursor, limit: DeviceFileText.versionByteCountMax) ?? ""
    }
}
