// SPDX-License-Identifier: Apache-2.0
import Domain

/// The elements of a CVRF document, in their order; they are told by their names without prefixes.
struct MSRCElements {
    /// Why an element is refused.
    struct Fault: Error {
        /// What is wrong.
        let what: String
    }

    /// The names of the products by their ids.
    private(set) var products: [String: String] = [:]
    /// When the document was changed last.
    private(set) var releasedAt: Timestamp?
    /// How many vulnerabilities have ended.
    private(set) var vulnerabilities = 0
    /// Whether the root element was the one that is expected.
    private(set) var hasRoot = false

    private var path: [Substring] = []
    private var attributes: [String: String] = [:]
    private var statusType = ""
    private var text = ""
    private var publisher = ""
    private var current = MSRCVulnerability()
    private var threat = MSRCVulnerability.Threat(type: "")
    private var remediation = MSRCVulnerability.Remediation(type: "")

    /// Takes the next event and returns the vulnerability that ends with it.
    mutating func take(_ event: XMLEvent) throws(Fault) -> MSRCVulnerability? {
        switch event {
        case .start(let element, let attributes):
            let colon = element.lastIndex(of: ":")
            path.append(colon.map { element[element.index(after: $0)...] } ?? element[...])
            text = ""
            self.attributes = attributes
            guard path[0] == "cvrfdoc" else {
                throw Fault(what: "the root is <\(element)>, not <cvrfdoc>")
            }
            hasRoot = true
            begin(type: attributes["Type"] ?? "")
        case .text(let characters): text += characters
        case .end:
            defer { path.removeLast() }
            return try end()
        }
        return nil
    }

    private mutating func begin(type: String) {
        switch path.dropFirst() {
        case ["Vulnerability"]: current = MSRCVulnerability()
        case ["Vulnerability", "ProductStatuses", "Status"]: statusType = type
        case ["Vulnerability", "Threats", "Threat"]: threat = MSRCVulnerability.Threat(type: type)
        case ["Vulnerability", "Remediations", "Remediation"]:
            remediation = MSRCVulnerability.Remediation(type: type)
        default: break
        }
    }

    private mutating func end() throws(Fault) -> MSRCVulnerability? {
        if path.dropFirst() == ["Vulnerability"] {
            vulnerabilities += 1
            return current
        }
        switch (path.dropFirst().first, path.last) {
        case ("DocumentPublisher", _): try endPublisher()
        case ("DocumentTracking", "CurrentReleaseDate"): releasedAt = try day()
        case ("ProductTree", "FullProductName"): try endProduct()
        case ("Vulnerability", _): try endPart()
        default: break
        }
        return nil
    }

    private mutating func endPublisher() throws(Fault) {
        guard path.count == 2 else {
            publisher += (publisher.isEmpty ? "" : " ") + trimmed
            return
        }
        guard publisher.isEmpty || publisher.lowercased().contains("microsoft") else {
            throw Fault(what: "the publisher is not Microsoft: \(publisher.prefix(80))")
        }
    }

    private mutating func endProduct() throws(Fault) {
        let product = trimmed
        guard let id = attributes["ProductID"], !id.isEmpty else {
            throw Fault(what: "the product \(product) has no ProductID")
        }
        guard !product.isEmpty else { throw Fault(what: "the product \(id) has no name") }
        if let known = products.updateValue(product, forKey: id), known != product {
            throw Fault(what: "the product \(id) is \(known) and \(product)")
        }
    }

    private mutating func endPart() throws(Fault) {
        switch path.dropFirst(2) {
        case ["CVE"]: current.name = trimmed
        case ["Title"]: current.title = trimmed
        case ["ProductStatuses", "Status", "ProductID"]:
            let product = try product()
            if statusType == "Known Affected" { current.affected.append(product) }
        case ["RevisionHistory", "Revision", "Date"]: current.revisions.append(try day())
        case ["Threats", "Threat", "Description"]: threat.description = trimmed
        case ["Threats", "Threat", "ProductID"]: threat.products.append(try product())
        case ["Threats", "Threat"]: current.threats.append(threat)
        case ["Remediations", "Remediation", "Description"]: remediation.description = trimmed
        case ["Remediations", "Remediation", "Supercedence"]: remediation.supersedes = trimmed
        case ["Remediations", "Remediation", "RestartRequired"]: remediation.restart = trimmed
        case ["Remediations", "Remediation", "ProductID"]:
            remediation.products.append(try product())
        case ["Remediations", "Remediation"]: current.remediations.append(remediation)
        default: break
        }
    }

    /// The characters of the element, with each run of white space as one space.
    private var trimmed: String {
        text.split { $0.isWhitespace }.joined(separator: " ")
    }

    /// A product's id, which the product tree has named by now.
    private func product() throws(Fault) -> String {
        let id = trimmed
        guard products[id] != nil else {
            throw Fault(what: "the product \(id) is not in the product tree")
        }
        return id
    }

    /// The day of a time such as `2024-03-12T07:00:00`; the zone is left out or `Z`.
    private func day() throws(Fault) -> Timestamp {
        let time = trimmed
        let parts = time.split(separator: "T", maxSplits: 1, omittingEmptySubsequences: false)
        guard let first = parts.first, first.utf8.count == 10,
            let day = ISODate.update(String(first))
        else { throw Fault(what: "no date: \(time)") }
        return day
    }
}
