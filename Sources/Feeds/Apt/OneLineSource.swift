// SPDX-License-Identifier: Apache-2.0

/// An entry of apt's sources in the one-line style (sources.list(5)).
///
///     deb [signed-by=/a.gpg arch=amd64] https://host/debian bookworm main contrib
struct OneLineSource: Equatable {
    /// The options in brackets: names in lower case without hyphens, values as they are written.
    let options: [String: String]
    /// The address.
    let uri: String
    /// The suite, or a path that ends with a slash; `nil` where the line ends before it.
    let suite: String?
    /// The components.
    let components: [String]

    /// Reads the words after `deb`; `nil` where no word follows the options.
    init?(words: some Sequence<String>) {
        var rest = Array(words)[...]
        var options: [String: String] = [:]
        if rest.first?.hasPrefix("[") == true {
            while let word = rest.popFirst() {
                let option = word.drop { $0 == "[" }.prefix { $0 != "]" }
                let parts = option.split(separator: "=", maxSplits: 1)
                if parts.count == 2 {
                    let name = parts[0].lowercased().filter { $0 != "+" && $0 != "-" }
                    options[name] = String(parts[1])
                }
                if word.hasSuffix("]") { break }
            }
        }
        guard let uri = rest.popFirst() else { return nil }
        self.options = options
        self.uri = uri
        suite = rest.popFirst()
        components = Array(rest)
    }

    /// The values of an option that takes several, between commas.
    func list(_ option: String) -> [String] {
        (options[option] ?? "").split(separator: ",").map(String.init)
    }
}
