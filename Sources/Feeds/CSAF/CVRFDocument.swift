// SPDX-License-Identifier: Apache-2.0
import Domain

/// Reads a document of the Common Vulnerability Reporting Framework into a ``CSAFDocument``.
///
/// ICASI CVRF 1.1 is the ancestor of CSAF. Prefixes of names do not count.
struct CVRFDocument {
    private let name: String
    private var path: [Substring] = []
    private var text = ""
    private var attributes: [String: String] = [:]
    private var line = 0
    private var fields = Fields()
    private var products = CSAFProducts()
    private var vulnerabilities: [CSAFVulnerability] = []
    private var relationship: [String: String] = [:]
    private var status: CSAFVulnerability.Status?
    private var isImpact = false

    /// What the header is made of.
    private struct Fields {
        var title = ""
        var publisher = ""
        var id = ""
        var status = ""
        var rating: String?
        var issuedAt: Timestamp?
        var releasedAt: Timestamp?
    }

    /// Reads the bytes of a document; `name` stands for it in errors.
    ///
    /// Throws `.feedMalformed` with the line.
    static func read(_ bytes: [UInt8], name: String) throws -> CSAFDocument {
        var reader = XMLReader(name: name)
        var document = CVRFDocument(name: name)
        try bytes.withUnsafeBytes { buffer in
            try reader.feed(buffer) { event, line in try document.take(event, line) }
        }
        try reader.finish()
        return try document.finished()
    }

    private init(name: String) { self.name = name }

    private func fault(_ what: String) -> DomainError {
        DomainError.malformed(name, line: line, what)
    }

    private mutating func take(_ event: XMLEvent, _ line: Int) throws {
        self.line = line
        switch event {
        case .start(let element, let attributes):
            path.append(element.split(separator: ":").last ?? "")
            text = ""
            self.attributes = attributes
            guard path[0] == "cvrfdoc" else {
                throw fault("the root is <\(element)>, not <cvrfdoc>")
            }
            try begin()
        case .text(let characters): text += characters
        case .end:
            try end()
            path.removeLast()
        }
    }

    private mutating func begin() throws {
        switch path.dropFirst() {
        case ["ProductTree", "Relationship"]: relationship = attributes
        case ["Vulnerability"]: vulnerabilities.append(CSAFVulnerability())
        case ["Vulnerability", "ProductStatuses", "Status"]:
            let type = attributes["Type"] ?? ""
            let word = type.lowercased().replacing(" ", with: "_")
            status = CSAFVulnerability.Status(rawValue: word)
            guard status != nil else { throw fault("no status of a product: \(type)") }
        case ["Vulnerability", "Threats", "Threat"]:
            isImpact = attributes["Type"] == "Impact"
            if isImpact { change { $0.impacts.append(CSAFVulnerability.Impact(rating: "")) } }
        case ["Vulnerability", "Remediations", "Remediation"]:
            let category = Self.category(attributes["Type"] ?? "")
            change { $0.remediations.append(CSAFVulnerability.Remediation(category: category)) }
        default: break
        }
    }

    private static func category(
        _ type: String
    ) -> CSAFVulnerability.Remediation.Category? {
        if type == "Will Not Fix" { return .noFixPlanned }
        return .init(rawValue: type.lowercased().replacing(" ", with: "_"))
    }

    private mutating func change(_ body: (inout CSAFVulnerability) -> Void) {
        if !vulnerabilities.isEmpty { body(&vulnerabilities[vulnerabilities.count - 1]) }
    }

    /// The characters of the element, with each run of white space as one space.
    private var trimmed: String { text.split { $0.isWhitespace }.joined(separator: " ") }

    private mutating func end() throws {
        switch path.dropFirst().first {
        case "ProductTree": try endOfProduct()
        case "Vulnerability": try endOfVulnerability()
        default: try endOfField()
        }
    }

    private mutating func endOfField() throws {
        switch path.dropFirst() {
        case ["DocumentTitle"]: fields.title = trimmed
        case ["DocumentPublisher", "IssuingAuthority"]: fields.publisher = trimmed
        case ["AggregateSeverity"]: fields.rating = trimmed
        case ["DocumentTracking", "Identification", "ID"]: fields.id = trimmed
        case ["DocumentTracking", "Status"]: fields.status = trimmed.lowercased()
        case ["DocumentTracking", "InitialReleaseDate"]: fields.issuedAt = try date()
        case ["DocumentTracking", "CurrentReleaseDate"]: fields.releasedAt = try date()
        default: break
        }
    }

    private func date() throws -> Timestamp {
        guard let date = OffsetDate.read(trimmed) else {
            throw fault("no date with time and zone: \(trimmed)")
        }
        return date
    }

    private mutating func endOfProduct() throws {
        guard path.last == "FullProductName" else { return }
        guard let id = attributes["ProductID"], !id.isEmpty else {
            throw fault("the product has no ProductID")
        }
        let entry: CSAFProducts.Entry
        if path.dropLast().last == "Relationship" {
            let component = try reference(relationship["ProductReference"], "ProductReference")
            let platform = try reference(
                relationship["RelatesToProductReference"],
                "RelatesToProductReference"
            )
            entry =
                relationship["RelationType"] == "Installed With"
                ? .beside : .component(component, of: platform)
        } else {
            entry = .product(CSAFProducts.Product(name: trimmed, cpe: attributes["CPE"]))
        }
        guard products.define(products.number(of: id), entry) else {
            throw fault("\(id) stands for two different products")
        }
    }

    private mutating func reference(_ id: String?, _ attribute: String) throws -> Int {
        guard let id, !id.isEmpty else { throw fault("the relationship has no \(attribute)") }
        let fault = fault("no product of the document is called \(id)")
        return products.reference(id, at: line) { fault }
    }

    private mutating func endOfVulnerability() throws {
        let value = trimmed
        switch path.dropFirst(2) {
        case ["CVE"]:
            guard value.hasPrefix("CVE-") else { throw fault("no name of a CVE: \(value)") }
            change { $0.cve = value }
        case ["ProductStatuses", "Status", "ProductID"]:
            let product = try reference(value, "ProductID")
            if let status { change { $0.products[status, default: []].append(product) } }
        case ["Threats", "Threat", "Description"] where isImpact:
            change { $0.impacts[$0.impacts.count - 1].rating = value }
        case ["Threats", "Threat", "ProductID"] where isImpact:
            let product = try reference(value, "ProductID")
            change { $0.impacts[$0.impacts.count - 1].products.append(product) }
        case ["Remediations", "Remediation", "URL"]:
            change { $0.remediations[$0.remediations.count - 1].url = value }
        case ["Remediations", "Remediation", "ProductID"]:
            let product = try reference(value, "ProductID")
            change { $0.remediations[$0.remediations.count - 1].products.append(product) }
        default: break
        }
    }

    private func finished() throws -> CSAFDocument {
        func required<Value>(_ value: Value?, _ element: String) throws -> Value {
            guard let value else {
                throw DomainError.malformed(name, line: nil, "\(element) is missing")
            }
            return value
        }
        func filled(_ text: String, _ element: String) throws -> String {
            try required(text.isEmpty ? nil : text, element)
        }
        let header = CSAFHeader(
            category: "cvrf",
            publisher: try filled(fields.publisher, "DocumentPublisher/IssuingAuthority"),
            title: try filled(fields.title, "DocumentTitle"),
            rating: fields.rating,
            id: try filled(fields.id, "DocumentTracking/Identification/ID"),
            status: try filled(fields.status, "DocumentTracking/Status"),
            issuedAt: try required(fields.issuedAt, "DocumentTracking/InitialReleaseDate"),
            releasedAt: try required(fields.releasedAt, "DocumentTracking/CurrentReleaseDate")
        )
        try products.check()
        return CSAFDocument(header: header, products: products, vulnerabilities: vulnerabilities)
    }
}
