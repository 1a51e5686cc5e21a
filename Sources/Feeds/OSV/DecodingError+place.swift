// SPDX-License-Identifier: Apache-2.0
import Foundation

extension DecodingError {
    /// Where in a JSON text the fault is and what it is: `affected[3].ranges[0].events: missing`.
    ///
    /// `data` is the text, for the place where it stops being JSON.
    func placeAndReason(in data: Data) -> String {
        switch self {
        case .keyNotFound(let key, let context):
            return Self.sentence(context.codingPath + [key], "missing")
        case .valueNotFound(_, let context):
            return Self.sentence(context.codingPath, "null, or nothing")
        case .typeMismatch(let type, let context):
            return Self.sentence(context.codingPath, "not \(Self.name(type))")
        case .dataCorrupted(let context):
            // Only a fault of the text itself has no path.
            return context.codingPath.isEmpty
                ? "not JSON\(Self.syntaxFault(data))"
                : Self.sentence(context.codingPath, context.debugDescription)
        @unknown default:
            return "\(self)"
        }
    }

    /// The decoder does not say where the fault is, but the older reader does.
    private static func syntaxFault(_ data: Data) -> String {
        do {
            _ = try JSONSerialization.jsonObject(with: data, options: .fragmentsAllowed)
            return ""
        } catch {
            let detail = (error as NSError).userInfo["NSDebugDescription"] as? String
            return detail.map { ": \($0)" } ?? ""
        }
    }

    private static func sentence(_ path: [any CodingKey], _ reason: String) -> String {
        var place = ""
        for key in path {
            if let number = key.intValue {
                place += "[\(number)]"
            } else {
                place += (place.isEmpty ? "" : ".") + key.stringValue
            }
        }
        return place.isEmpty ? reason : "\(place): \(reason)"
    }

    /// What JSON calls the type that is missing.
    private static func name(_ type: any Any.Type) -> String {
        if type == String.self { return "a text" }
        if type is any ExpressibleByArrayLiteral.Type || type == [Any].self { return "an array" }
        return "an object"
    }
}
