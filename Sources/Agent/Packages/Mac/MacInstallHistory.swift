// SPDX-License-Identifier: Apache-2.0
import AgentProtocol
import PackageFormats

/// What `system_profiler SPInstallHistoryDataType -json` prints: what was installed, and when.
///
///     {"SPInstallHistoryDataType": [{"_name": "Safari", "install_date": "2024-09-17T08:00:00Z",
///       "install_version": "18.0", "package_source": "package_source_apple"}]}
///
/// It is a history: what was taken off the Mac since is still in it. So only Apple's own packages
/// count, the last of each name, and nothing that stands for macOS itself.
enum MacInstallHistory {
    /// The rows of Apple's packages, by name.
    ///
    /// - Throws: ``PackageManagerFailure`` with the place at which the document is malformed.
    static func packages(_ output: String) throws -> [InstalledPackage] {
        var newest: [String: (date: String, version: String)] = [:]
        do {
            try JSONCursor.read(
                bytes: Array(output.utf8),
                name: "the answer of system_profiler"
            ) { cursor in
                var isKnown = false
                try cursor.object { key, cursor in
                    guard key == "SPInstallHistoryDataType" else { return }
                    isKnown = true
                    try cursor.array { try read(&$0, into: &newest) }
                }
                guard isKnown else { throw cursor.fault("SPInstallHistoryDataType is missing") }
            }
        } catch let fault as JSONFault {
            throw PackageManagerFailure(exitCode: nil, text: fault.description)
        }
        return newest.map { name, entry in
            InstalledPackage(name: name, architecture: nil, version: entry.version, source: name)
        }.sorted()
    }

    private static func read(
        _ cursor: inout JSONCursor,
        into newest: inout [String: (date: String, version: String)]
    ) throws {
        var name: String?
        var date: String?
        var version = ""
        var source = ""
        try cursor.object { key, cursor in
            switch key {
            case "_name": name = try cursor.string()
            case "install_date": date = try cursor.string()
            case "install_version": version = try cursor.stringIfPresent() ?? ""
            case "package_source": source = try cursor.stringIfPresent() ?? ""
            default: break
            }
        }
        guard let name else { throw cursor.fault("_name is missing") }
        guard let date else { throw cursor.fault("install_date is missing") }
        let isSystem = name.hasPrefix("macOS") || name.hasPrefix("Mac OS X")
        guard source == "package_source_apple", !version.isEmpty, !isSystem else { return }
        // Dates in UTC with digits in fixed places have the order of their text.
        if let known = newest[name], known.date > date { return }
        newest[name] = (date, version)
    }
}
