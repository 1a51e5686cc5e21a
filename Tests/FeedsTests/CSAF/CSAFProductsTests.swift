// SPDX-License-Identifier: Apache-2.0
import Testing

@testable import Feeds

@Suite struct CSAFProductsTests {
    private func products(_ tree: String) throws -> CSAFProducts {
        let text = CSAFFixture.document("X-1", tree: tree)
        return try CSAFDocument.read(Array(text.utf8), name: "x.json").products
    }

    private func placement(_ products: CSAFProducts, _ id: String) -> String? {
        products.ids.firstIndex(of: id).flatMap { products.placement(of: $0) }.map {
            "\($0.component.name) in \($0.platform.name)"
        }
    }

    private func complaint(_ tree: String) -> String {
        FeedsTests.complaint { _ = try products(tree) }
    }

    @Test("a relationship places a component in a platform")
    func places() throws {
        let found = try products(CSAFFixture.tree(["base": "cpe:/o:m:n:9", "more": ""], ["hats"]))
        #expect(placement(found, "base:hats") == "hats in base")
        #expect(placement(found, "more:hats") == "hats in more")
        #expect(placement(found, "base") == nil)
        let platform = found.ids.firstIndex(of: "base").flatMap { found.entries[$0] }
        #expect(platform == .product(CSAFProducts.Product(name: "base", cpe: "cpe:/o:m:n:9")))
    }

    private func tree(_ products: [String], _ relationships: [String]) -> String {
        let branches = products.map { CSAFFixture.branch("product_name", $0, "") }
        return #"{"branches":[\#(branches.joined(separator: ","))],"#
            + #""relationships":[\#(relationships.joined(separator: ","))]}"#
    }

    @Test("a package of a module is placed where the module is, in either nesting")
    func placesInModules() throws {
        let found = try products(
            tree(
                ["base", "hats:2", "felt"],
                [
                    // These refer to what is defined below them.
                    CSAFFixture.relationship("felt", "module", id: "outer"),
                    CSAFFixture.relationship("part", "base", id: "inner"),
                    CSAFFixture.relationship("felt", "hats:2", id: "part"),
                    CSAFFixture.relationship("hats:2", "base", id: "module"),
                ]
            )
        )
        #expect(placement(found, "outer") == "felt in base")
        #expect(placement(found, "inner") == "felt in base")
        #expect(placement(found, "part") == "felt in hats:2")
        #expect(placement(found, "module") == "hats:2 in base")
    }

    @Test("products beside each other and in a circle have no place")
    func placesNothing() throws {
        let found = try products(
            tree(
                ["base", "hats"],
                [
                    CSAFFixture.relationship(
                        "hats",
                        "base",
                        id: "both",
                        category: "installed_with"
                    ),
                    CSAFFixture.relationship("hats", "second", id: "first"),
                    CSAFFixture.relationship("hats", "first", id: "second"),
                ]
            )
        )
        for id in ["both", "first", "second"] { #expect(placement(found, id) == nil) }
    }

    @Test("a branch of an architecture tells it to the products inside, at any depth")
    func tellsArchitectures() throws {
        let inner =
            #"{"branches":[\#(CSAFFixture.branch("product_version", "felt", ""))],"#
            + #""category":"product_family","name":"all"}"#
        let tree =
            #"{"branches":[\#(CSAFFixture.branch("product_version", "band", "")),{"branches":["#
            + CSAFFixture.branch("product_version", "hats", "") + "," + inner
            + #"],"category":"architecture","name":"s390x"}]}"#
        let found = try products(tree)
        let architectures = found.entries.map { entry in
            if case .product(let product)? = entry { product.architecture } else { "?" }
        }
        #expect(found.ids == ["band", "hats", "felt"])
        #expect(architectures == ["", "s390x", "s390x"])
    }

    @Test("the names of products outside of branches count as well")
    func readsFullNames() throws {
        let tree =
            #"{"full_product_names":[{"name":"Hats","product_id":"1"},"#
            + #"{"name":"Base","product_id":"2"}],"relationships":["#
            + CSAFFixture.relationship("1", "2") + "]}"
        #expect(placement(try products(tree), "2:1") == "Hats in Base")
    }

    @Test("an id may be defined twice in the same way and in no other")
    func refusesContradictions() throws {
        let hats = CSAFFixture.branch("product_version", "hats", "")
        let found = try products(#"{"branches":[\#(hats),\#(hats)]}"#)
        #expect(found.defined.count == 1)
        let other = CSAFFixture.branch("product_version", "hats", #""cpe":"cpe:/a:m:hats""#)
        #expect(
            complaint(#"{"branches":[\#(hats),\#(other)]}"#).hasPrefix(
                "feed.malformed: x.json: product_tree.branches[1].product:"
                    + " hats stands for two different products (byte "
            )
        )
    }

    @Test(
        "what refers to nothing or lacks something is refused with its place",
        arguments: [
            (
                #"{"branches":[],"relationships":[\#(CSAFFixture.relationship("hats", "base"))]}"#,
                "product_tree.relationships[0].product_reference: no product of the document is"
                    + " called hats"
            ),
            (
                #"{"product_groups":[{"group_id":"g","product_ids":["hats"]}]}"#,
                "product_tree.product_groups[0].product_ids[0]: no product of the document is"
                    + " called hats"
            ),
            (
                #"{"product_groups":[{"product_ids":[]}]}"#,
                "product_tree.product_groups[0]: the product group has no group_id"
            ),
            (
                #"{"branches":[{"name":"a"}]}"#,
                "product_tree.branches[0]: the branch has no category"
            ),
            (
                #"{"branches":[{"category":"a"}]}"#,
                "product_tree.branches[0]: the branch has no name"
            ),
            (
                #"{"branches":[{"category":"a","name":""}]}"#,
                "product_tree.branches[0].name: the text is empty"
            ),
            (
                #"{"full_product_names":[{"name":"a"}]}"#,
                "product_tree.full_product_names[0]: the product has no product_id"
            ),
            (
                #"{"full_product_names":[{"product_id":"a"}]}"#,
                "product_tree.full_product_names[0]: the product has no name"
            ),
            (
                #"{"relationships":[{}]}"#,
                "product_tree.relationships[0]: the relationship has no category"
            ),
            (
                #"{"relationships":[{"category":"a"}]}"#,
                "product_tree.relationships[0]: the relationship has no product_reference"
            ),
            (
                #"{"relationships":[{"category":"a","product_reference":"b"}]}"#,
                "product_tree.relationships[0]: the relationship has no"
                    + " relates_to_product_reference"
            ),
            (
                #"{"relationships":[{"category":"a","product_reference":"b","#
                    + #""relates_to_product_reference":"c"}]}"#,
                "product_tree.relationships[0]: the relationship has no full_product_name"
            ),
            (#"{"branches":{}}"#, "product_tree.branches: expected an array, found an object"),
        ]
    )
    func refusesTrees(tree: String, expected: String) {
        let found = complaint(tree)
        #expect(found.hasPrefix("feed.malformed: x.json: \(expected) (byte "), "\(found)")
    }
}
