// SPDX-License-Identifier: Apache-2.0
package import AgentProtocol

/// Whether devices fetch packages before they may install them.
package enum DownloadAhead: Hashable, Sendable {
    /// They fetch when they install.
    case none
    /// They fetch as soon as they are told, each delayed at random by up to so many minutes, 0 to
    /// 120, so that a fleet does not fetch at once.
    case asSoonAsPossible(spreadMinutes: Int)

    /// The most that the start of a download is delayed at random, in seconds.
    package var spreadSeconds: Int {
        switch self {
        case .none: 0
        case .asSoonAsPossible(let minutes): minutes * 60
        }
    }
}

extension DownloadAhead: Codable {
    private enum CodingKeys: String, CodingKey { case kind, spreadMinutes }
    private enum Kind: String, Codable { case none, asSoonAsPossible }

    /// Reads `{"kind": "asSoonAsPossible", "spreadMinutes": 60}` or `{"kind": "none"}`.
    package init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: CodingKeys.self)
        switch try values.decode(Kind.self, forKey: .kind) {
        case .none: self = .none
        case .asSoonAsPossible:
            let minutes = try values.decode(Int.self, forKey: .spreadMinutes)
            self = .asSoonAsPossible(spreadMinutes: minutes)
        }
    }

    /// Writes that form.
    package func encode(to encoder: any Encoder) throws {
        var values = encoder.container(keyedBy: CodingKeys.self)
        switch self {
        case .none: try values.encode(Kind.none, forKey: .kind)
        case .asSoonAsPossible(let minutes):
            try values.encode(Kind.asSoonAsPossible, forKey: .kind)
            try values.encode(minutes, forKey: .spreadMinutes)
        }
    }
}

/// How often, and for how long each time, a user may put something off.
package struct DeferralPolicy: Codable, Hashable, Sendable {
    /// How often, 1 to 99.
    package var count: Int
    /// How long each time, in minutes, 1 to 10,080.
    package var intervalMinutes: Int

    /// Makes a deferral.
    package init(count: Int, intervalMinutes: Int) {
        self.count = count
        self.intervalMinutes = intervalMinutes
    }

    /// The same, as an agent is told it.
    package var deferral: Deferral {
        Deferral(count: count, intervalSeconds: intervalMinutes * 60)
    }
}

/// How and whether machines are restarted after a deployment.
package struct RebootPolicy: Codable, Hashable, Sendable {
    /// When a restart takes place.
    package var mode: RebootConduct.Mode
    /// Whether it must begin before the window ends; otherwise it may come at any time.
    package var isInsideWindow: Bool
    /// How long logged-on users are warned, in minutes, 0 to 1,440.
    package var countdownMinutes: Int
    /// How often and how long a user may put it off; absent means not at all.
    package var deferral: DeferralPolicy?
    /// Whether it waits while someone is logged on.
    package var waitsForUsers: Bool
    /// Whether servers are left running; the need is reported.
    package var excludesServers: Bool

    /// Makes a policy; without arguments, that of machines that are never restarted.
    package init(
        mode: RebootConduct.Mode = .never,
        isInsideWindow: Bool = false,
        countdownMinutes: Int = 0,
        deferral: DeferralPolicy? = nil,
        waitsForUsers: Bool = false,
        excludesServers: Bool = false
    ) {
        self.mode = mode
        self.isInsideWindow = isInsideWindow
        self.countdownMinutes = countdownMinutes
        self.deferral = deferral
        self.waitsForUsers = waitsForUsers
        self.excludesServers = excludesServers
    }
}
