// SPDX-License-Identifier: Apache-2.0
import AgentProtocol
import Domain
import Fleet
import Query

/// `computer_live_status`: whether the agent is there.
enum LiveStatus: Int64, CaseIterable {
    /// It called lately.
    case live = 1
    /// It has not called for too long.
    case down = 2
    /// It never called, or there is none.
    case unknown = 3

    /// An agent calls again as soon as its wait ends: one that stays away for two waits is down.
    static let window = Duration.seconds(2 * AgentProtocol.waitSecondsMax)

    /// The systems of this status at a point in time.
    func filter(at now: Timestamp) -> Filter<ContactField> {
        let limit = (now - Self.window).milliseconds
        return switch self {
        case .live: .test(.lastContactAt, .isBetween(limit, nil))
        case .down: .test(.lastContactAt, .isBetween(nil, limit - 1))
        case .unknown: .not(.test(.lastContactAt, .isBetween(nil, nil)))
        }
    }

    /// The status of a device at a point in time.
    init(_ device: Device, at now: Timestamp) {
        let limit = now - Self.window
        self = device.lastContactAt.map { $0 >= limit ? .live : .down } ?? .unknown
    }
}

/// `installation_status` with its label: whether there is an agent.
enum InstallationStatus: Int64 {
    /// The device was imported and has none.
    case yetToInstall = 21
    /// It is enrolled.
    case installed = 22

    /// The status of a device.
    init(_ device: Device) { self = device.agentKey == nil ? .yetToInstall : .installed }

    /// The key of its name in the vendor's message files.
    var label: String {
        switch self {
        case .yetToInstall: "dc.db.som.status.yet_to_install"
        case .installed: "dc.db.som.status.installed_successfully"
        }
    }
}

/// `scan_status` with its label, remark and picture.
enum ScanStatus: Int64 {
    /// A scan order is open.
    case inProgress = 227
    /// The inventory is known.
    case success = 228
    /// There is no inventory yet.
    case notScanned = 229

    /// The status of a device; an open order comes first.
    init(_ device: IndexedDevice) {
        if device.openScan != nil {
            self = .inProgress
        } else {
            self = device.device.inventoryDigest == nil ? .notScanned : .success
        }
    }

    /// The key of its name in the vendor's message files.
    var label: String {
        switch self {
        case .inProgress: "dc.common.SCANNING_IN_PROGRESS"
        case .success: "dc.common.SCANNING_COMPLETED"
        case .notScanned: "dc.common.NOT_SCANNED"
        }
    }

    /// What is said about it.
    var remark: String? {
        switch self {
        case .inProgress: "A scan order is under way"
        case .success: "dc.patch.util.Scanning_completedsuccessfully"
        case .notScanned: nil
        }
    }

    /// The path of its picture on the vendor's server.
    var image: String? {
        switch self {
        case .inProgress: "/images/inprogress.png"
        case .success: "/images/success.png"
        case .notScanned: nil
        }
    }
}

/// The number of a platform.
extension Platform {
    /// 1 Windows, 2 Mac, 3 Linux, as `som/computers` numbers them.
    var vendorNumber: Int64 {
        switch self {
        case .windows: 1
        case .mac: 2
        case .linux: 3
        }
    }
}

/// A processor architecture; the vendor numbers the same names in two ways.
enum ProcessorArchitecture: Int64 {
    case unknown = 0
    case x86 = 1
    case x64 = 2
    case arm32 = 3
    case arm64 = 4

    /// The architecture of a machine name as the kernel says it (`uname -m`).
    init(machine: String?) {
        switch machine {
        case "x86_64", "amd64": self = .x64
        case "i386", "i486", "i586", "i686": self = .x86
        case "aarch64", "arm64": self = .arm64
        case .some(let name) where name.hasPrefix("arm"): self = .arm32
        case nil, .some: self = .unknown
        }
    }

    /// The vendor's name.
    var name: String {
        switch self {
        case .unknown: "Unknown"
        case .x86: "x86-based PC"
        case .x64: "x64-based PC"
        case .arm32: "ARM32-based PC"
        case .arm64: "ARM64-based PC"
        }
    }

    /// The number in `computer.processor_arch_type_id`, one more than in
    /// `computer.processor_architecture`.
    var typeNumber: Int64 { rawValue + 1 }
}
