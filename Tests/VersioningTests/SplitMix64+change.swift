// SPDX-License-Identifier: Apache-2.0

extension SplitMix64 {
    /// Inserts, removes, repeats or replaces something at one to three places of a version.
    mutating func changed(_ version: String, with pieces: [String]) -> String {
        var scalars = Array(version.unicodeScalars)
        for _ in 0...below(3) {
            let at = below(scalars.count + 1)
            switch below(4) {
            case 0 where at < scalars.count && scalars.count > 1: scalars.remove(at: at)
            case 1 where at < scalars.count: scalars.insert(scalars[at], at: at)
            case 2 where at < scalars.count:
                scalars.replaceSubrange(at...at, with: pick(pieces).unicodeScalars)
            default: scalars.insert(contentsOf: pick(pieces).unicodeScalars, at: at)
            }
        }
        var text = String.UnicodeScalarView()
        text.append(contentsOf: scalars)
        return String(text)
    }
}
