// SPDX-License-Identifier: Apache-2.0

/// What an agent knows of its own machine beside the packages; every field may be unknown.
package struct DeviceFacts: Codable, Sendable, Equatable {
    /// The host name without its domain.
    package var hostName: String?
    /// The fully qualified name, where the machine has one.
    package var fullyQualifiedName: String?
    /// The DNS or directory domain.
    package var domain: String?
    /// The operating system's name for people, for example `Debian GNU/Linux 12 (bookworm)`.
    package var operatingSystem: String?
    /// The operating system's version, for example `12.11`.
    package var operatingSystemVersion: String?
    /// The machine's hardware architecture, for example `x86_64`.
    package var machine: String?
    /// The release of the running kernel, for example `6.1.0-37-amd64`.
    package var runningKernel: String?
    /// The addresses of the machine's interfaces without loopback, in a stable order.
    package var ipAddresses: [String]
    /// The hardware addresses of those interfaces.
    package var macAddresses: [String]
    /// Which of these addresses belong together; absent where the agent does not tell.
    package var interfaces: [NetworkInterface]?
    /// Who made the machine; absent where nothing tells.
    package var hardware: Hardware?
    /// When the machine was last started, in milliseconds since 1970.
    package var bootedAt: Int64?
    /// The difference between local time and UTC, in minutes.
    package var utcOffsetMinutes: Int?
    /// The machine's time zone by its IANA name, for example `Europe/Berlin`.
    package var timeZone: String?
    /// What tells one run of the machine's kernel from the next, for example Linux's `boot_id`.
    package var bootID: String?
    /// The names of the users that are logged on.
    package var loggedOnUsers: [String]
    /// The name of the user who logged on last, logged on or not; absent where nothing tells.
    package var lastLoggedOnUser: String?
    /// The agent's own version.
    package var agentVersion: String?
    /// Whether the machine must be restarted, and why.
    package var reboot: RebootNeed

    /// Makes facts; what is not given is unknown.
    package init(
        hostName: String? = nil,
        operatingSystem: String? = nil,
        ipAddresses: [String] = [],
        macAddresses: [String] = [],
        loggedOnUsers: [String] = [],
        agentVersion: String? = nil,
        reboot: RebootNeed = .unknown
    ) {
        self.hostName = hostName
        self.operatingSystem = operatingSystem
        self.ipAddresses = ipAddresses
        self.macAddresses = macAddresses
        self.loggedOnUsers = loggedOnUsers
        self.agentVersion = agentVersion
        self.reboot = reboot
    }
}

/// A network interface of a machine that is up; loopback is none.
package struct NetworkInterface: Codable, Sendable, Equatable {
    /// The name, for example `eth0`.
    package var name: String
    /// The hardware address; absent where it has none, as a tunnel.
    package var macAddress: String?
    /// Its addresses, those of IPv4 first; link-local ones are left out, because they name no
    /// machine.
    package var addresses: [String]
    /// Where it sends what has no other route: the address of the next machine, of IPv4 where there
    /// is one; absent where it has no such route.
    package var gateway: String?

    /// Makes an interface; what is not given is unknown.
    package init(
        name: String,
        macAddress: String? = nil,
        addresses: [String] = [],
        gateway: String? = nil
    ) {
        self.name = name
        self.macAddress = macAddress
        self.addresses = addresses
        self.gateway = gateway
    }
}

/// Who made a machine, as its firmware tells (SMBIOS, "System Information").
package struct Hardware: Codable, Sendable, Equatable {
    /// The manufacturer, for example `VMware, Inc.`; absent where unknown.
    package var manufacturer: String?
    /// The model, for example `VMware7,1`; absent where unknown.
    package var model: String?

    /// Makes a description.
    package init(manufacturer: String? = nil, model: String? = nil) {
        self.manufacturer = manufacturer
        self.model = model
    }
}

/// Whether a machine must be restarted for its installed software to take effect.
package enum RebootNeed: Codable, Sendable, Equatable {
    /// The running software is the installed software.
    case notNeeded
    /// A restart is needed; the reasons are sentences for people.
    case needed(reasons: [String])
    /// The agent cannot tell, for example in a container that has no kernel of its own.
    case unknown
}
