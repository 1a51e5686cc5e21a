// SPDX-License-Identifier: Apache-2.0
import Testing

@Suite struct LayerTests {
    @Test("every target imports exactly what the table of layers allows")
    func followsTable() throws {
        let found = LayerCheck.violations(try Repository.current().sources, Layers.table)
        expectNone(found)
    }

    @Test("every folder of sources has a row and every row a folder")
    func coversFolders() throws {
        let folders = try Repository.current().paths.compactMap { path -> String? in
            let parts = path.split(separator: "/")
            return parts.count == 2 && parts[0] == "Sources" ? String(parts[1]) : nil
        }
        #expect(folders.sorted() == Layers.table.map(\.target).sorted())
    }

    @Test(
        "every form of import is seen",
        arguments: [
            ("import A", ["A"]),
            ("  import A", ["A"]),
            ("package import A", ["A"]),
            ("@testable import A", ["A"]),
            ("@preconcurrency public import A", ["A"]),
            ("@_spi(X) import A", ["A"]),
            ("import struct A.B", ["A"]),
            ("import A.B", ["A"]),
            ("import A; import B", ["A", "B"]),
            ("import A // import B", ["A"]),
            ("// import A", []),
            ("let text = \"import A\"", []),
            ("let important = A", []),
        ]
    )
    func seesImports(text: String, modules: [String]) {
        #expect(LayerCheck.imports(SwiftCode(text)).map(\.module) == modules)
    }

    private static let good = [Layer("Low"), Layer("High", own: ["Low"], external: ["Lib": "why"])]

    @Test(
        "each way to break a layer is told",
        arguments: [
            (good, "Low", "import High", "Sources/Low/A.swift:1: Low must not import High"),
            (good, "High", "import Other", "Sources/High/A.swift:1: High must not import Other"),
            (good, "High", "import Low", "Layers.swift: stale, High does not import Lib"),
            (good, "High", "import Lib", "Layers.swift: stale, High does not import Low"),
            (good, "New", "", "Layers.swift: no row for the target New"),
            (good + [Layer("Low")], "Low", "", "Layers.swift: Low stands twice"),
            (
                [Layer("Low", own: ["High"]), Layer("High")], "Low", "import High",
                "Layers.swift: Low names High, which is not above it"
            ),
            (
                [Layer("Low", external: ["Lib": ""])], "Low", "import Lib",
                "Layers.swift: Low has no reason for Lib"
            ),
        ]
    )
    func tells(layers: [Layer], target: String, text: String, violation: String) {
        let file = SwiftFile(path: "Sources/\(target)/A.swift", text: text)
        #expect(LayerCheck.violations([file], layers).contains(violation))
    }

    @Test("a sample that keeps to its table has no violations")
    func acceptsGood() {
        let files = [
            SwiftFile(path: "Sources/Low/A.swift", text: ""),
            SwiftFile(path: "Sources/High/A.swift", text: "import Lib\npackage import Low"),
            SwiftFile(path: "Tests/LowTests/A.swift", text: "import Anything"),
        ]
        #expect(LayerCheck.violations(files, Self.good) == [])
    }
}
