// SPDX-License-Identifier: Apache-2.0
import Domain
import PackageFormats

/// What is kept of one document of the Common Security Advisory Framework (OASIS CSAF 2.0).
struct CSAFDocument {
    /// What it says of itself.
    var header: CSAFHeader
    /// The products.
    var products: CSAFProducts
    /// The vulnerabilities.
    var vulnerabilities: [CSAFVulnerability]

    /// Reads the bytes of a document; `name` stands for it in errors.
    ///
    /// Throws `.feedMalformed` with the path of the value and its byte. What a reader of advisories
    /// needs must be there and every product that is referred to must be defined; the further tests
    /// of the standard are not made.
    static func read(_ bytes: [UInt8], name: String) throws -> CSAFDocument {
        do {
            return try JSONCursor.read(bytes: bytes, name: name) { cursor in
                try CSAFDocument(&cursor)
            }
        } catch let fault as JSONFault {
            throw DomainError(.feedMalformed, subject: "\(fault)")
        }
    }

    private init(_ cursor: inout JSONCursor) throws {
        guard cursor.kind == .object else {
            throw cursor.fault("no CSAF document, which is a JSON object")
        }
        var header: CSAFHeader?
        var products = CSAFProducts()
        var vulnerabilities: [CSAFVulnerability] = []
        var groups: [CSAFVulnerability.Groups] = []
        try cursor.object { key, cursor in
            switch key {
            case "document": header = try CSAFHeader(&cursor)
            case "product_tree": try products.read(&cursor)
            case "vulnerabilities":
                try cursor.array { cursor in
                    var names = CSAFVulnerability.Groups()
                    vulnerabilities.append(try CSAFVulnerability(&cursor, &products, &names))
                    groups.append(names)
                }
            default: break
            }
        }
        guard let header else { throw cursor.fault("no CSAF document: document is missing") }
        try products.check()
        for (place, names) in groups.enumerated() { vulnerabilities[place].add(names, products) }
        self.init(header: header, products: products, vulnerabilities: vulnerabilities)
    }

    /// Makes a document.
    init(header: CSAFHeader, products: CSAFProducts, vulnerabilities: [CSAFVulnerability]) {
        self.header = header
        self.products = products
        self.vulnerabilities = vulnerabilities
    }
}
