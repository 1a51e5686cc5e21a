// SPDX-License-Identifier: Apache-2.0

/// The rule that decision records are numbered without a gap and listed in their index.
enum DecisionRecords {
    /// The folder of the records.
    static let folder = "docs/decisions/"

    /// Everything that is wrong with the records and their index, sorted.
    static func violations(_ documents: [MarkdownDocument]) -> [String] {
        var output: [String] = []
        let inFolder = documents.filter { $0.path.hasPrefix(folder) }
        let names = inFolder.map { String($0.path.dropFirst(folder.count)) }
        let records = names.filter { $0 != "README.md" }.sorted()
        let index = inFolder.first { $0.path == folder + "README.md" }
        if index == nil { output.append("\(folder)README.md: missing") }
        if records.isEmpty { output.append("\(folder): no record") }
        let listed = Set(index?.links.map(\.target) ?? [])
        for (position, record) in records.enumerated() {
            let digits = String(position + 1)
            let number = String(repeating: "0", count: max(0, 4 - digits.count)) + digits
            if !isName(record) {
                output.append("\(folder)\(record): not NNNN-verb-object.md")
            } else if !record.hasPrefix(number + "-") {
                output.append("\(folder)\(record): expected number \(number)")
            }
            if index != nil, !listed.contains(record) {
                output.append("\(folder)README.md: \(record) is not listed")
            }
        }
        return output.sorted()
    }

    private static func isName(_ name: String) -> Bool {
        guard name.hasSuffix(".md") else { return false }
        let words = name.dropLast(3).split(separator: "-", omittingEmptySubsequences: false)
        guard words.count > 1, words[0].utf8.count == 4 else { return false }
        return words[0].utf8.allSatisfy { (0x30...0x39).contains($0) }
            && words.dropFirst().allSatisfy { word in
                !word.isEmpty
                    && word.utf8.allSatisfy {
                        (0x61...0x7A).contains($0) || (0x30...0x39).contains($0)
                    }
            }
    }
}
