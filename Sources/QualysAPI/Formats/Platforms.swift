// SPDX-License-Identifier: Apache-2.0
import Domain
import Fleet
import Query
import Web

/// The parameter `platform`, in the vendor's words.
enum Platforms {
    /// For patches, which are those of Windows where a client does not say.
    static let ofPatches = parameter(default: windows)
    /// For everything else: all platforms where a client does not say.
    static let any = parameter(default: nil)

    private static let windows = "Windows"

    private static func parameter(default fallback: String?) -> Parameter {
        .choice(
            "platform",
            [windows, "Linux", "MacOS"],
            default: fallback,
            summary: "The platform\(fallback == nil ? "; all where it is missing" : "")."
        )
    }

    /// The platform that a call names.
    static func platform(of call: EndpointCall) -> Platform? {
        call.string("platform").map { platform(named: $0) }
    }

    /// The platform of one of the vendor's names, as the parameter spells them.
    static func platform(named name: String) -> Platform {
        switch name {
        case windows: .windows
        case "MacOS": .mac
        default: .linux
        }
    }

    /// A platform in the vendor's words.
    static func name(of platform: Platform) -> String {
        switch platform {
        case .windows: windows
        case .mac: "MacOS"
        case .linux: "Linux"
        }
    }

    /// The condition that a call's platform is.
    static func filter<Field>(_ field: Field, of call: EndpointCall) -> Filter<Field> {
        guard let platform = platform(of: call) else { return .everything }
        return .test(field, .isOneOf([.text(platform.rawValue)]))
    }
}
