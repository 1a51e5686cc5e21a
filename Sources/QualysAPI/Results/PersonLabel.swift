// SPDX-License-Identifier: Apache-2.0
import Domain

/// Who did something, as ``Principal/label`` keeps it: `user:zoe`.
enum PersonLabel {
    /// The name alone; the server itself is `system`.
    static func name(_ label: String) -> String {
        guard let colon = label.firstIndex(of: ":") else { return label }
        return String(label[label.index(after: colon)...])
    }
}
