// SPDX-License-Identifier: Apache-2.0
import HTTPTypes
import Web

/// Which members a row of `POST /pm/v1/assets` has for a call.
///
/// `attributes` chooses them. Otherwise all are shown, unless the operator cares for older clients
/// and this one may be such: it does not say that it reads `application/json`, as each of the
/// vendor's samples does. Then what release 3.9 added stays away unless `attributes` names it.
struct AssetMembers {
    /// The members that the client chose.
    let chosen: Attributes
    private let names: Set<String>
    private let isOlder: Bool

    /// Reads a call with its `attributes`.
    init(of call: EndpointCall, _ names: [String], _ settings: QualysSettings) {
        chosen = Attributes(names.joined(separator: ","))
        self.names = Set(names)
        let accepts = call.head.headers[values: .accept].contains {
            $0.lowercased().contains("application/json")
        }
        isOlder = settings.showsOlderAssets && !accepts
    }

    /// Whether a member that release 3.9 added is shown.
    func showsAddition(_ name: StaticString) -> Bool {
        isOlder ? names.contains("\(name)") : chosen.shows(name)
    }

    /// Whether addresses of IPv6 are shown.
    var showsVersion6: Bool { !isOlder || names.contains("ipv6Address") }
}
