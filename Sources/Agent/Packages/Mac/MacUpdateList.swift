// SPDX-License-Identifier: Apache-2.0

/// One update that macOS offers.
struct MacUpdate: Sendable, Equatable {
    /// By which name it is installed, for example `macOS Sequoia 15.7.1-24G231`.
    var label: String
    /// What it is called.
    var title: String
    /// The version that it brings.
    var version: String
    /// What must be done after it, for example `restart` or `shut down`; `nil` for nothing.
    var action: String?

    /// What it updates: `macOS` for the system, whatever the release is called, else the title.
    var product: String {
        title == "macOS" || title.hasPrefix("macOS ") ? MacBackend.system : title
    }
}

/// Reads what `softwareupdate --list` prints on macOS 12 to 15 and 26.
///
///     Software Update found the following new or updated software:
///     * Label: macOS Sequoia 15.7.1-24G231
///         Title: macOS Sequoia 15.7.1, Version: 15.7.1, Size: 1843200KiB, Recommended: YES, …,
///
/// The fields end with `Action: restart, ` where there is an action, and with the comma otherwise.
///
/// This is text for people, and there is nothing else: neither softwareupdate(8) nor any other
/// program of macOS tells the offered updates in a machine's form. So it is read strictly. Lines
/// outside of the two forms are passed over only where they cannot be an update; a `Label:` without
/// its line of fields, or fields of another form or language, are an error with the line.
enum MacUpdateList {
    /// A line of an update that has another form.
    struct Malformed: Error, Sendable, Equatable, CustomStringConvertible {
        /// The line as it was printed, without the space around it.
        let line: String

        /// The line.
        var description: String { "softwareupdate printed an update of unknown form: \(line)" }
    }

    /// What stands where nothing is offered.
    private static let nothing = "No new software available."
    /// What stands before the first update.
    private static let heading = "Software Update found the following new or updated software:"

    /// The updates in an output, in their order; `errors` is what went to standard error, where the
    /// sentence that there are none stands on some releases.
    static func updates(in output: String, errors: String) throws(Malformed) -> [MacUpdate] {
        var updates: [MacUpdate] = []
        var label: String?
        var isOpen = false
        for line in output.split(whereSeparator: \.isNewline) {
            let text = String(line).trimmed
            if let open = label {
                guard let update = fields(text, label: open) else { throw Malformed(line: text) }
                updates.append(update)
                label = nil
            } else if let found = self.label(text) {
                label = found
            } else if text == heading {
                isOpen = true
            } else if text.hasPrefix("* ") || text.hasPrefix("- ") || text.hasPrefix("Title:") {
                throw Malformed(line: text)
            }
        }
        if let label { throw Malformed(line: "* Label: \(label)") }
        if !updates.isEmpty { return updates }
        let isEmpty = (output + "\n" + errors).split(whereSeparator: \.isNewline)
            .contains { String($0).trimmed == nothing }
        // Without either sentence the language is another, or the form is.
        guard isEmpty, !isOpen else {
            let last = (errors + "\n" + output).split(whereSeparator: \.isNewline).last ?? ""
            throw Malformed(line: String(last).trimmed)
        }
        return []
    }

    /// A star stands before recommended updates, and a dash before others.
    private static func label(_ text: String) -> String? {
        for start in ["* Label: ", "- Label: "] where text.hasPrefix(start) {
            let label = String(text.dropFirst(start.count))
            return label.isEmpty ? nil : label
        }
        return nil
    }

    /// The fields between commas; a title may hold one, so they are found by their names and from
    /// the end.
    private static func fields(_ text: String, label: String) -> MacUpdate? {
        var rest = text[...]
        guard rest.hasSuffix(",") else { return nil }
        rest = rest.dropLast()
        // Fields that may stand at the end, whose names this reader knows.
        let action = Self.take("Action", from: &rest)
        _ = Self.take("Deferred", from: &rest)
        guard let recommended = Self.take("Recommended", from: &rest),
            recommended == "YES" || recommended == "NO",
            let size = Self.take("Size", from: &rest), size.first?.isNumber == true,
            let version = Self.take("Version", from: &rest), !version.isEmpty,
            rest.hasPrefix("Title: ")
        else { return nil }
        let title = String(rest.dropFirst(7))
        guard !title.isEmpty else { return nil }
        return MacUpdate(label: label, title: title, version: version, action: action)
    }

    /// Takes a field off the end; `nil`, and nothing taken, where another one stands there.
    private static func take(_ name: String, from text: inout Substring) -> String? {
        let mark = ", \(name): "
        guard let place = text.ranges(of: mark).last else { return nil }
        let value = text[place.upperBound...]
        guard !value.contains(", ") else { return nil }
        text = text[..<place.lowerBound]
        return String(value)
    }
}
