// SPDX-License-Identifier: Apache-2.0
import Domain

/// One `<update>` while it is read.
struct UpdateInfoUpdate {
    /// The line where it begins.
    let line: Int
    /// `security`, `bugfix`, `enhancement`, `newpackage` and others.
    var type: String
    /// `final`, `stable`, `testing`; `retracted` where the publisher has taken it back.
    let status: String
    /// Its name.
    var id = ""
    /// Its title.
    var title = ""
    /// Its rating, in the publisher's word.
    var rating = ""
    /// When it was issued.
    var issuedAt: Timestamp?
    /// The CVEs that it refers to, each once.
    var cves: [String] = []
    /// The packages, each once.
    var binaries: [PatchBinary] = []
    private var known: Set<PatchBinary> = []

    /// Makes an update without content.
    init(line: Int, attributes: [String: String]) {
        self.line = line
        type = attributes["type"] ?? ""
        status = attributes["status"] ?? ""
    }

    /// What kind of change it is; `nil` for a type that is not known.
    var classification: Patch.Classification? {
        switch type {
        case "security": .security
        case "bugfix", "enhancement", "newpackage", "recommended", "optional", "feature": .update
        default: nil
        }
    }

    /// Adds a CVE.
    mutating func add(cve: String) {
        if cve.hasPrefix("CVE-"), !cves.contains(cve) { cves.append(cve) }
    }

    /// Adds a package from the attributes of its element.
    ///
    /// Throws what is wrong with them. Returns whether it is one to install, not a source.
    mutating func add(package: [String: String]) throws(RPMVersionText.Fault) -> Bool {
        func text(_ key: String) throws(RPMVersionText.Fault) -> String {
            guard let value = package[key], !value.isEmpty else {
                throw RPMVersionText.Fault(what: "a package without \(key)")
            }
            return value
        }
        let name = try text("name")
        let version = try text("version")
        let release = try text("release")
        let architecture = try text("arch")
        let epoch = package["epoch"] ?? ""
        guard epoch.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else {
            throw RPMVersionText.Fault(what: "the epoch of \(name) is no number: \(epoch)")
        }
        guard !version.contains("-"), !version.contains(":"), !release.contains("-") else {
            throw RPMVersionText.Fault(what: "no version of \(name): \(version)-\(release)")
        }
        let full = try RPMVersionText.canonical(
            "\(epoch.isEmpty ? "0" : epoch):\(version)-\(release)"
        )
        if architecture == "src" || architecture == "nosrc" { return false }
        let binary = PatchBinary(
            name: name,
            architecture: architecture,
            version: full,
            size: nil
        )
        if known.insert(binary).inserted { binaries.append(binary) }
        return true
    }

    /// Adds what another update of the same name has.
    mutating func join(_ other: UpdateInfoUpdate) {
        for cve in other.cves { add(cve: cve) }
        for binary in other.binaries where known.insert(binary).inserted { binaries.append(binary) }
        if (Patch.Severity(rating: other.rating) ?? .unrated)
            > (Patch.Severity(rating: rating) ?? .unrated)
        {
            rating = other.rating
        }
        if other.classification == .security { type = other.type }
        issuedAt = [issuedAt, other.issuedAt].compactMap { $0 }.min()
    }

    /// The update as a record of a stream.
    func record(stream: Stream) -> PatchRecord {
        let reference = AdvisoryReference(
            name: id,
            title: title.isEmpty ? id : title,
            issuedAt: issuedAt,
            cves: cves
        )
        return PatchRecord(
            stream: stream,
            source: id,
            version: "",
            title: reference.title,
            binaries: binaries,
            advisories: [reference],
            severity: Patch.Severity(rating: rating),
            classification: classification ?? .update
        )
    }
}
