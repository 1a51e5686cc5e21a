// SPDX-License-Identifier: Apache-2.0
import PackageFormats

extension CSAFProducts {
    /// Reads a `product_tree`.
    ///
    /// Throws `JSONFault`: for what is missing and for an id that stands for two things.
    mutating func read(_ cursor: inout JSONCursor) throws {
        try cursor.object { key, cursor in
            switch key {
            case "branches": try readBranches(&cursor)
            case "full_product_names":
                try cursor.array { cursor in
                    let (number, product) = try readProduct(&cursor)
                    try define(number, .product(product), cursor)
                }
            case "relationships": try cursor.array { cursor in try readRelationship(&cursor) }
            case "product_groups": try cursor.array { cursor in try readGroup(&cursor) }
            default: break
            }
        }
    }

    private mutating func readBranches(_ cursor: inout JSONCursor) throws {
        try cursor.array { cursor in
            var category: String?
            var name: String?
            let start = defined.count
            try cursor.object { key, cursor in
                switch key {
                case "category": category = try CSAFText.filled(&cursor)
                case "name": name = try CSAFText.filled(&cursor)
                case "branches": try readBranches(&cursor)
                case "product":
                    let (number, product) = try readProduct(&cursor)
                    try define(number, .product(product), cursor)
                default: break
                }
            }
            guard let category else { throw cursor.fault("the branch has no category") }
            guard let name else { throw cursor.fault("the branch has no name") }
            if category == "architecture" { setArchitecture(name, from: start) }
        }
    }

    /// Reads the name of a product with its id.
    private mutating func readProduct(
        _ cursor: inout JSONCursor
    ) throws -> (number: Int, product: Product) {
        var id: String?
        var name: String?
        var product = Product(name: "")
        try cursor.object { key, cursor in
            switch key {
            case "product_id": id = try CSAFText.filled(&cursor)
            case "name": name = try CSAFText.filled(&cursor)
            case "product_identification_helper":
                try cursor.object { key, cursor in
                    switch key {
                    case "cpe": product.cpe = try cursor.string()
                    case "purl": product.purl = try cursor.string()
                    default: break
                    }
                }
            default: break
            }
        }
        guard let id else { throw cursor.fault("the product has no product_id") }
        guard let name else { throw cursor.fault("the product has no name") }
        product.name = name
        return (number(of: id), product)
    }

    /// Says what an id stands for; throws where something else is said of it already.
    private mutating func define(
        _ number: Int,
        _ entry: Entry,
        _ cursor: borrowing JSONCursor
    ) throws {
        guard define(number, entry) else {
            throw cursor.fault("\(ids[number]) stands for two different products")
        }
    }

    private mutating func readRelationship(_ cursor: inout JSONCursor) throws {
        var category: String?
        var component: Int?
        var platform: Int?
        var whole: Int?
        try cursor.object { key, cursor in
            switch key {
            case "category": category = try CSAFText.filled(&cursor)
            case "product_reference": component = try readReference(&cursor)
            case "relates_to_product_reference": platform = try readReference(&cursor)
            case "full_product_name": whole = try readProduct(&cursor).number
            default: break
            }
        }
        func missing(_ name: String) -> JSONFault {
            cursor.fault("the relationship has no \(name)")
        }
        guard let category else { throw missing("category") }
        guard let component else { throw missing("product_reference") }
        guard let platform else { throw missing("relates_to_product_reference") }
        guard let whole else { throw missing("full_product_name") }
        // Two products that are installed beside each other name no release.
        let entry =
            category == "installed_with" ? Entry.beside : .component(component, of: platform)
        try define(whole, entry, cursor)
    }

    /// Reads a product id that refers to a definition.
    mutating func readReference(_ cursor: inout JSONCursor) throws -> Int {
        let id = try CSAFText.filled(&cursor)
        return reference(id, at: cursor.position) {
            cursor.fault("no product of the document is called \(id)")
        }
    }

    /// Reads a list of product ids.
    mutating func readReferences(_ cursor: inout JSONCursor) throws -> [Int] {
        var numbers: [Int] = []
        try cursor.array { cursor in numbers.append(try readReference(&cursor)) }
        return numbers
    }

    /// Reads a list of the ids of groups.
    mutating func readGroupReferences(_ cursor: inout JSONCursor) throws -> [String] {
        var names: [String] = []
        try cursor.array { cursor in
            let name = try CSAFText.filled(&cursor)
            reference(group: name, at: cursor.position) {
                cursor.fault("no product group of the document is called \(name)")
            }
            names.append(name)
        }
        return names
    }

    private mutating func readGroup(_ cursor: inout JSONCursor) throws {
        var name: String?
        var members: [Int] = []
        try cursor.object { key, cursor in
            switch key {
            case "group_id": name = try CSAFText.filled(&cursor)
            case "product_ids": members = try readReferences(&cursor)
            default: break
            }
        }
        guard let name else { throw cursor.fault("the product group has no group_id") }
        define(group: name, members)
    }
}
