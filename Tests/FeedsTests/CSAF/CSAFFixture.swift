// SPDX-License-Identifier: Apache-2.0
import Domain

@testable import Feeds

/// Small CSAF documents of tests.
enum CSAFFixture {
    /// A whole document; `tree` and `vulnerabilities` are JSON, empty for none.
    static func document(
        _ id: String,
        title: String = "hats update",
        category: String = "csaf_security_advisory",
        publisher: String = "Red Hat Product Security",
        status: String = "final",
        issued: String = "2026-01-02T00:00:00+00:00",
        released: String = "2026-02-03T04:05:06Z",
        rating: String = "Important",
        tree: String = "",
        vulnerabilities: [String] = []
    ) -> String {
        let severity = rating.isEmpty ? "" : #""aggregate_severity":{"text":"\#(rating)"},"#
        let header =
            #""document":{\#(severity)"category":"\#(category)","csaf_version":"2.0","#
            + #""notes":[{"text":"said"}],"publisher":{"name":"\#(publisher)"},"#
            + #""title":"\#(title)","tracking":{"current_release_date":"\#(released)","#
            + #""id":"\#(id)","initial_release_date":"\#(issued)","status":"\#(status)"}}"#
        let products = tree.isEmpty ? "" : #","product_tree":\#(tree)"#
        let list = vulnerabilities.joined(separator: ",")
        let rest = vulnerabilities.isEmpty ? "" : #","vulnerabilities":[\#(list)]"#
        return "{\(header)\(products)\(rest)}"
    }

    /// A product tree in which every package stands in every platform, as `platform:package`.
    ///
    /// A platform's id is its name; a package is its name, or its name and a package URL.
    static func tree(
        _ platforms: KeyValuePairs<String, String>,
        _ packages: [String],
        purls: [String: String] = [:]
    ) -> String {
        let products =
            platforms.map { id, cpe in
                branch("product_name", id, cpe.isEmpty ? "" : #""cpe":"\#(cpe)""#)
            }
            + packages.map { name in
                branch("product_version", name, purls[name].map { #""purl":"\#($0)""# } ?? "")
            }
        let places = platforms.flatMap { platform in
            packages.map { relationship($0, platform.key) }
        }
        return #"{"branches":[{"branches":[\#(products.joined(separator: ","))],"#
            + #""category":"vendor","name":"Maker"}],"#
            + #""relationships":[\#(places.joined(separator: ","))]}"#
    }

    /// A branch with one product, whose id is its name.
    static func branch(_ category: String, _ name: String, _ helper: String) -> String {
        #"{"category":"\#(category)","name":"\#(name)","product":{"name":"\#(name)","#
            + #""product_id":"\#(name)","product_identification_helper":{\#(helper)}}}"#
    }

    /// A component of a platform; its id is `platform:component` where none is given.
    static func relationship(
        _ component: String,
        _ platform: String,
        id: String? = nil,
        category: String = "default_component_of"
    ) -> String {
        #"{"category":"\#(category)","full_product_name":{"name":"both","#
            + #""product_id":"\#(id ?? "\(platform):\(component)")"},"#
            + #""product_reference":"\#(component)","#
            + #""relates_to_product_reference":"\#(platform)"}"#
    }

    /// A vulnerability with products by status.
    static func vulnerability(
        _ cve: String,
        _ products: KeyValuePairs<String, [String]>,
        remediations: [String] = [],
        threats: [String] = []
    ) -> String {
        let statuses = products.map { #""\#($0)":\#(list($1))"# }.joined(separator: ",")
        return #"{"cve":"\#(cve)","product_status":{\#(statuses)},"#
            + #""remediations":[\#(remediations.joined(separator: ","))],"#
            + #""threats":[\#(threats.joined(separator: ","))]}"#
    }

    /// A remediation; `fields` is further JSON that ends with a comma.
    static func remediation(
        _ category: String,
        _ products: [String],
        fields: String = ""
    ) -> String {
        #"{"category":"\#(category)",\#(fields)"details":"said","product_ids":\#(list(products))}"#
    }

    /// A rating of some products.
    static func impact(_ rating: String, _ products: [String]) -> String {
        #"{"category":"impact","details":"\#(rating)","product_ids":\#(list(products))}"#
    }

    /// An array of texts.
    static func list(_ texts: [String]) -> String {
        "[" + texts.map { "\"\($0)\"" }.joined(separator: ",") + "]"
    }

    /// What the documents become together; they are called `0.json`, `1.json` and so on.
    static func contents(_ texts: [String]) throws -> [FeedContent] {
        var collection = CSAFCollection()
        for (place, text) in texts.enumerated() {
            try collection.add(Array(text.utf8), name: "\(place).json")
        }
        return try collection.contents(source: "csaf")
    }
}
