// SPDX-License-Identifier: Apache-2.0

import Versioning

/// The order of application versions, written without any speed: read whole, then compared.
///
/// It takes texts that are versions only; their faults are not looked for.
enum DottedOrder {
    static func compare(_ first: String, _ second: String) -> VersionOrder? {
        let a = DottedOutline(first).groups
        let b = DottedOutline(second).groups
        for index in 0..<max(a.count, b.count) {
            let left = index < a.count ? a[index] : DottedOutline.Group(word: nil)
            let right = index < b.count ? b[index] : DottedOutline.Group(word: nil)
            guard let words = compareWords(left, right) else { return nil }
            if words != .same { return words }
            let numbers = compareNumbers(
                left.numbers,
                right.numbers,
                isFirstFollowedByNested: index + 1 < a.count && a[index + 1].isNested,
                isSecondFollowedByNested: index + 1 < b.count && b[index + 1].isNested
            )
            if numbers != .same { return numbers }
        }
        return .same
    }

    private static func compareWords(
        _ a: DottedOutline.Group,
        _ b: DottedOutline.Group
    ) -> VersionOrder? {
        if a.isNested != b.isNested { return a.isNested ? .descending : .ascending }
        if a.family == b.family { return .same }
        guard let left = a.stage, let right = b.stage, left != right else { return nil }
        // Early words are at 0; only against the release and later ones is that an answer.
        if left == 0 && right < 4 || right == 0 && left < 4 { return nil }
        return left < right ? .ascending : .descending
    }

    private static func compareNumbers(
        _ a: [String],
        _ b: [String],
        isFirstFollowedByNested: Bool,
        isSecondFollowedByNested: Bool
    ) -> VersionOrder {
        for index in 0..<max(a.count, b.count) {
            let left = index < a.count ? a[index] : ""
            let right = index < b.count ? b[index] : ""
            if left == right { continue }
            if index >= a.count, isFirstFollowedByNested { return .descending }
            if index >= b.count, isSecondFollowedByNested { return .ascending }
            if left.count != right.count {
                return left.count < right.count ? .ascending : .descending
            }
            return left < right ? .ascending : .descending
        }
        return .same
    }
}
