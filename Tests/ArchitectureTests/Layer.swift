// SPDX-License-Identifier: Apache-2.0

/// What one target may import.
struct Layer: Sendable {
    /// The folder below `Sources`.
    let target: String
    /// The targets of this package that it may import; all of them stand above it in the table.
    let own: Set<String>
    /// The other modules that it may import, each with the reason.
    let external: [String: String]

    /// Describes a target.
    init(_ target: String, own: Set<String> = [], external: [String: String] = [:]) {
        self.target = target
        self.own = own
        self.external = external
    }
}

/// Checks of imports against a table of layers.
enum LayerCheck {
    /// The modules that a file imports, with the numbers of their lines.
    static func imports(_ code: SwiftCode) -> [(line: Int, module: String)] {
        var found: [(line: Int, module: String)] = []
        for (index, line) in code.lines.enumerated() {
            for statement in line.split(separator: ";") {
                if let module = importedModule(statement) { found.append((index + 1, module)) }
            }
        }
        return found
    }

    /// Every way in which files and table disagree, sorted; nothing when they agree.
    static func violations(_ files: [SwiftFile], _ layers: [Layer]) -> [String] {
        var output = tableViolations(layers)
        let table = Dictionary(layers.map { ($0.target, $0) }) { first, _ in first }
        var used: [String: Set<String>] = [:]
        for file in files {
            guard let target = file.target else { continue }
            guard let layer = table[target] else {
                output.insert("Layers.swift: no row for the target \(target)")
                continue
            }
            for (line, module) in imports(file.code) {
                used[target, default: []].insert(module)
                if layer.own.contains(module) || layer.external[module] != nil { continue }
                output.insert("\(file.path):\(line): \(target) must not import \(module)")
            }
        }
        for layer in layers {
            for module in layer.own.union(layer.external.keys)
            where used[layer.target]?.contains(module) != true {
                output.insert("Layers.swift: stale, \(layer.target) does not import \(module)")
            }
        }
        return output.sorted()
    }

    /// Faults of the table alone: repeated rows, arrows that do not point down, empty reasons.
    private static func tableViolations(_ layers: [Layer]) -> Set<String> {
        var output = Set<String>()
        var above = Set<String>()
        for layer in layers {
            for module in layer.own where !above.contains(module) {
                output.insert(
                    "Layers.swift: \(layer.target) names \(module), which is not above it"
                )
            }
            for (module, reason) in layer.external where reason.isEmpty {
                output.insert("Layers.swift: \(layer.target) has no reason for \(module)")
            }
            if !above.insert(layer.target).inserted {
                output.insert("Layers.swift: \(layer.target) stands twice")
            }
        }
        return output
    }

    private static func importedModule(_ statement: Substring) -> String? {
        let access: Set<Substring> = ["public", "package", "internal", "fileprivate", "private"]
        let kinds: Set<Substring> = [
            "typealias", "struct", "class", "enum", "protocol", "let", "var", "func",
        ]
        var words = statement.split { $0 == " " || $0 == "\t" }[...]
        while let first = words.first, first.hasPrefix("@") || access.contains(first) {
            words.removeFirst()
        }
        guard words.popFirst() == "import" else { return nil }
        if let kind = words.first, kinds.contains(kind) { words.removeFirst() }
        return words.first.flatMap { $0.split(separator: ".").first }.map(String.init)
    }
}
