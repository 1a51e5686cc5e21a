// SPDX-License-Identifier: Apache-2.0

/// A product of SUSE or openSUSE, as its CPE or its name says it.
///
/// A service pack of SUSE Linux Enterprise is one stream, `suse:sles:15.5`, as `ID` and
/// `VERSION_ID` of its `os-release` say it: the server, the desktop, their modules and extensions
/// install from one set of builds, and the packages of SLE 15 stand in the modules alone. Long term
/// support goes on with the same builds for its subscribers. The others are `suse:sle-micro:5.5`,
/// `suse:sl-micro:6.0`, `opensuse:leap:15.6`, `opensuse:leap-micro:5.5`, `opensuse:tumbleweed` and
/// `opensuse:13.2`.
struct SUSEProduct: Equatable {
    /// The service packs that SUSE Linux Enterprise 12 has had; there will be no more.
    private static let servicePacks12 = 0...5
    /// Words of products that are built apart from the rest of SUSE Linux Enterprise.
    private static let foreignWords: Set<String> = [
        "micro", "microos", "teradata", "raspberry", "rpi",
    ]
    /// Words of products that only add to a release.
    private static let extensionWords: Set<String> = [
        "ha", "availability", "sdk", "development", "we", "workstation", "patching", "packagehub",
        "backports", "geo",
    ]

    /// The words of the name, in lower case, without the release.
    private let words: [String]
    /// The release, for example `15.5`, `16.0`, `12`; empty for a rolling one.
    private let release: String

    /// Reads a CPE of the vendor `suse` or `opensuse`.
    init?(_ name: CPEName) {
        var words = name.product.split { $0 == "-" || $0 == "_" }.map(String.init)
        // The products of release 11 are called `suse_sles`.
        if words.count > 1, words[0] == "suse" { words.removeFirst() }
        self.init(words: words, version: name.version, update: name.update)
    }

    /// Reads a name, for example `SUSE Linux Enterprise Module for Basesystem 15 SP4`.
    ///
    /// `nil` for the name of a product of anyone else.
    init?(name: String) {
        let starts = [
            ("SUSE Linux Enterprise ", ["sle"]), ("SUSE Linux Micro ", ["sle", "micro"]),
            ("SUSE Package Hub ", ["packagehub"]), ("openSUSE Backports ", ["backports"]),
            ("openSUSE ", []),
        ]
        guard let (start, first) = starts.first(where: { name.hasPrefix($0.0) }) else { return nil }
        var words = first
        var version = ""
        var update = ""
        for word in name.dropFirst(start.count).split(whereSeparator: { $0 == " " || $0 == "-" }) {
            let text = word.lowercased()
            if text.first?.isNumber == true {
                (version, update) = (text, "")
            } else if !version.isEmpty, update.isEmpty, Self.servicePack(text) != nil {
                update = text
            } else {
                words.append(text)
            }
        }
        self.init(words: words.isEmpty ? ["opensuse"] : words, version: version, update: update)
    }

    private init?(words: [String], version: String, update: String) {
        self.words = words
        let numbers = version.split(separator: ".", omittingEmptySubsequences: false)
        let isRelease = numbers.allSatisfy { CalendarDate.number($0, digits: 1...2) != nil }
        guard version.isEmpty || isRelease else { return nil }
        if let pack = Self.servicePack(update) {
            release = pack == 0 ? version : "\(version).\(pack)"
        } else if update.hasPrefix(version + ".") {
            // From release 16 on: `sles:16:16.0`.
            release = update
        } else if numbers.count == 2, numbers[1] == "0", (10...15).contains(Int(numbers[0]) ?? 0) {
            release = String(numbers[0])
        } else {
            release = version
        }
    }

    /// `sp5`.
    private static func servicePack(_ text: String) -> Int? {
        text.hasPrefix("sp") ? CalendarDate.number(text.dropFirst(2), digits: 1...2) : nil
    }

    /// The release that it belongs to; `nil` for a product that has builds of its own.
    var platform: CSAFPlatform? {
        switch words {
        case ["tumbleweed"]: return CSAFPlatform(["opensuse:tumbleweed"])
        case _ where release.isEmpty: return nil
        case ["opensuse"]: return CSAFPlatform(["opensuse:\(release)"])
        case ["leap"], ["leap", "micro"]:
            return CSAFPlatform(["opensuse:\(words.joined(separator: "-")):\(release)"])
        case ["sle", "micro"], ["sl", "micro"], ["microos"]:
            let name = release.hasPrefix("5.") ? "sle-micro" : "sl-micro"
            return CSAFPlatform(["suse:\(name):\(release)"])
        default: return enterprise
        }
    }

    private var enterprise: CSAFPlatform? {
        let major = release.prefix { $0 != "." }
        guard ["sle", "sles", "sled", "packagehub", "backports"].contains(words[0]),
            Self.foreignWords.isDisjoint(with: words), (10...99).contains(Int(major) ?? 0)
        else { return nil }
        // What has no service pack of its own is for all of them.
        if release == "12", words.contains("module") || words.contains("patching") {
            let packs = Self.servicePacks12.map { $0 == 0 ? "12" : "12.\($0)" }
            return CSAFPlatform(packs.map { "suse:sles:\($0)" }, access: access)
        }
        return CSAFPlatform(["suse:sles:\(release)"], access: access)
    }

    private var access: CSAFPlatform.Access {
        if words.contains("module") { return .everyone }
        if words.contains("ltss") {
            if words.contains("extended") { return .subscribers("SUSE LTSS Extended Security") }
            return .subscribers(words.contains("extreme") ? "SUSE LTSS Extreme Core" : "SUSE LTSS")
        }
        if words.contains("espos") { return .subscribers("SUSE ESPOS") }
        if words.contains("bcl") || words.contains("critical") { return .subscribers("SUSE BCL") }
        if words.contains("sap") { return .subscribers("SLES for SAP Applications") }
        if words.contains("rt") || words.contains("time") { return .subscribers("SLE Real Time") }
        return Self.extensionWords.isDisjoint(with: words) ? .everyone : .release
    }
}
