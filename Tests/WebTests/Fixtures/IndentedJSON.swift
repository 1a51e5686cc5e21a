// SPDX-License-Identifier: Apache-2.0

/// JSON text with a line for each member and element, for people and for differences of lines.
enum IndentedJSON {
    static func text(_ json: String) -> String {
        let characters = Array(json)
        var output = ""
        var depth = 0
        var isInString = false
        var index = 0
        func newline() { output += "\n" + String(repeating: "  ", count: depth) }
        while index < characters.count {
            let character = characters[index]
            let next = index + 1 < characters.count ? characters[index + 1] : "\n"
            index += 1
            switch character {
            case "\\" where isInString:
                output += "\\\(next)"
                index += 1
            case "\"":
                isInString.toggle()
                output.append(character)
            case _ where isInString:
                output.append(character)
            case "{" where next == "}", "[" where next == "]":
                output += "\(character)\(next)"
                index += 1
            case "{", "[":
                depth += 1
                output.append(character)
                newline()
            case "}", "]":
                depth -= 1
                newline()
                output.append(character)
            case ",":
                output += ","
                newline()
            case ":":
                output += ": "
            default:
                output.append(character)
            }
        }
        return output + "\n"
    }
}
