// SPDX-License-Identifier: Apache-2.0
/// The products of a document and how they belong together (CSAF 2.0, "Product Tree Property").
///
/// Every product id has a number here, so that the long lists that refer to them stay small. An id
/// may be referred to before it is defined; what is never defined is a fault of the document.
struct CSAFProducts {
    /// A product that the tree describes.
    struct Product: Equatable {
        /// Its name.
        var name: String
        /// Its CPE.
        var cpe: String?
        /// Its package URL.
        var purl: String?
        /// The architecture of the branch that it stands in; empty where there is none.
        var architecture = ""
    }

    /// What a product id stands for.
    enum Entry: Equatable {
        /// A product of its own.
        case product(Product)
        /// A component in, or on, another product.
        case component(Int, of: Int)
        /// Two products beside each other, which says nothing about a release.
        case beside
    }

    /// A component and the product that it belongs to, at the ends of all relationships.
    struct Placement {
        let component: Product
        let platform: Product
    }

    /// The ids, by number.
    private(set) var ids: [String] = []
    /// What they stand for, by number.
    private(set) var entries: [Entry?] = []
    /// The products in the order of their definitions.
    private(set) var defined: [Int] = []
    private var numbers: [String: Int] = [:]
    private var groups: [String: [Int]] = [:]
    private var open: [Int: Gap] = [:]
    private var openGroups: [String: Gap] = [:]

    /// The first reference to something that is not defined yet.
    private struct Gap {
        /// Where it stands in the document.
        let place: Int
        /// What is wrong if it is never defined.
        let error: any Error
    }

    /// How many relationships may follow each other.
    private static let longestChain = 16

    /// The number of a product id.
    mutating func number(of id: String) -> Int {
        if let number = numbers[id] { return number }
        numbers[id] = ids.count
        ids.append(id)
        entries.append(nil)
        return ids.count - 1
    }

    /// The number of an id that a document refers to.
    ///
    /// `place` is where it does, and `error` is what is wrong if the id is never defined.
    mutating func reference(_ id: String, at place: Int, _ error: () -> any Error) -> Int {
        let number = number(of: id)
        if entries[number] == nil, open[number] == nil {
            open[number] = Gap(place: place, error: error())
        }
        return number
    }

    /// Says what an id stands for; `false` where something else is said of it already.
    mutating func define(_ number: Int, _ entry: Entry) -> Bool {
        guard let known = entries[number] else {
            entries[number] = entry
            defined.append(number)
            open[number] = nil
            return true
        }
        return known == entry
    }

    /// Says which architecture the products are for that were defined from a place on.
    mutating func setArchitecture(_ name: String, from place: Int) {
        for number in defined[place...] {
            guard case .product(var product)? = entries[number], product.architecture.isEmpty else {
                continue
            }
            product.architecture = name
            entries[number] = .product(product)
        }
    }

    /// Says which products a group has.
    mutating func define(group: String, _ members: [Int]) {
        groups[group, default: []] += members
        openGroups[group] = nil
    }

    /// Notes that a document refers to a group; the same as for a product.
    mutating func reference(group: String, at place: Int, _ error: () -> any Error) {
        if groups[group] == nil, openGroups[group] == nil {
            openGroups[group] = Gap(place: place, error: error())
        }
    }

    /// The products of a group.
    func members(of group: String) -> [Int] { groups[group] ?? [] }

    /// Throws the first reference to something that the document does not define.
    func check() throws {
        let gaps = Array(open.values) + Array(openGroups.values)
        if let first = gaps.min(by: { $0.place < $1.place }) { throw first.error }
    }

    /// What a product is and where it is placed, at the ends of all relationships.
    ///
    /// A package of a module is a component of the module, which is one of the release. `nil` for
    /// what is no component, and for relationships in a circle.
    func placement(of number: Int) -> Placement? {
        guard let component = end(of: number, { component, _ in component }),
            case .component? = entries[number],
            let platform = end(of: number, { _, platform in platform })
        else { return nil }
        return Placement(component: component, platform: platform)
    }

    private func end(of number: Int, _ next: (Int, Int) -> Int) -> Product? {
        var number = number
        for _ in 0...Self.longestChain {
            switch entries[number] {
            case .product(let product)?: return product
            case .component(let component, let platform)?: number = next(component, platform)
            case .beside?, nil: return nil
            }
        }
        return nil
    }
}
