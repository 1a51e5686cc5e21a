// SPDX-License-Identifier: Apache-2.0
import Domain
import Fleet
import Query
import Web

/// The parameters that choose systems.
extension QueryFilter where Field == DeviceField {
    /// The systems of a branch office.
    static var branchOffice: Self {
        .text("branchofficefilter", .site, summary: "Only systems of this branch office.")
    }

    /// The systems of a custom group.
    static var customGroup: Self {
        .text("customgroupfilter", .group, summary: "Only systems of this custom group.")
    }

    /// The systems of a domain.
    static var domain: Self {
        .text("domainfilter", .domain, summary: "Only systems of this domain.")
    }

    /// The systems of a health.
    static var health: Self {
        .numbers(
            "healthfilter",
            0...3,
            .health,
            summary: "0 unknown, 1 healthy, 2 vulnerable, 3 highly vulnerable."
        )
    }

    /// The systems with an id, under the name that the endpoint has for it.
    static func resource(_ name: String) -> Self {
        .numbers(name, 0...Int64.max, .number, summary: "Only the system with this id.")
    }

    /// The systems of a platform, by its name.
    static var platform: Self {
        let name = "platformfilter"
        let choice = Parameter.choice(
            name,
            Platform.allCases.map(\.rawValue),
            summary: "Only systems of this platform."
        )
        return Self([choice]) { call in
            call.string(name).map { .test(.platform, .isOneOf([.text($0)])) }
        }
    }

    /// The systems of a platform, by its number; 0 is unknown, which no system is.
    static var platformNumber: Self {
        let name = "platformfilter"
        let number = Parameter.integer(
            name,
            0...3,
            summary: "0 unknown, 1 Windows, 2 Mac, 3 Linux."
        )
        return Self([number]) { call in
            call.integer(name).map { number in
                let names = Platform.allCases.filter { $0.vendorNumber == number }
                return .test(.platform, .isOneOf(names.map { .text($0.rawValue) }))
            }
        }
    }

    /// The systems whose agent is in a state, under the name that the endpoint has for it.
    static func installation(_ name: String) -> Self {
        .codes(
            name,
            [
                "21": { _ in .test(.hasAgent, .isOneOf([.flag(false)])) },
                "22": { _ in .test(.hasAgent, .isOneOf([.flag(true)])) },
                // No agent is in these states: it goes with its device, and nothing is pushed.
                "23": { _ in .any([]) }, "29": { _ in .any([]) }, "31": { _ in .any([]) },
            ],
            summary: "21 no agent, 22 agent installed, 23 uninstalled, 29 and 31 failures."
        )
    }

    /// The systems of a service tag; this server knows none, so it finds nothing.
    static var serviceTag: Self {
        let name = "servicetagfilter"
        let tag = Parameter.string(name, summary: "Only the system with this service tag.")
        return Self([tag]) { call in call.string(name).map { _ in .any([]) } }
    }

    /// The columns of a system that can be searched.
    static var searchColumns: KeyValuePairs<String, [DeviceField]> {
        [
            "resource_name": [.name], "resource.name": [.name], "full_name": [.name],
            "managedcomputer.friendly_name": [.name], "fqdn_name": [.fullyQualifiedName],
            "resource_id": [.number], "ip_address": [.address], "branch_office_name": [.site],
            "domain_netbios_name": [.domain], "resource.domain_netbios_name": [.domain],
            "os_platform_name": [.platform],
        ]
    }
}
