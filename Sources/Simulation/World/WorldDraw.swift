// SPDX-License-Identifier: Apache-2.0
import AgentProtocol
import Domain
import Foundation

/// What a seed says of a world before its first day.
struct WorldDraw {
    /// The tenant of everything.
    static let path = TenantPath(root: 1)
    /// Time zones with and without summer time, west and east, and at both ends of the day.
    static let zones = [
        "Europe/Berlin", "America/New_York", "America/Los_Angeles", "Asia/Kolkata", "Asia/Tokyo",
        "Australia/Lord_Howe", "Pacific/Kiritimati", "Pacific/Honolulu", "Pacific/Pago_Pago", "UTC",
    ]

    var dice: Dice
    /// When it begins.
    let start: Timestamp
    /// How long people and schedules do anything; then everything runs out.
    let days: Int
    /// How often things go wrong.
    let faults: FaultRates
    /// What all devices are compared with.
    let template: StockTemplate
    /// All patches.
    let patches: [WorldPatch]
    /// The groups.
    let groups: [Group.Identity]

    /// Draws the frame of a world.
    init(seed: UInt64, options: WorldOptions) {
        var dice = Dice(seed: seed)
        // Between 2025 and 2027, so that clocks are put forward and back in some worlds.
        start = Timestamp(
            milliseconds: 1_735_689_600_000 + Int64(dice.roll(0...1_000)) * 86_400_000
        )
        days = dice.roll(7...31)
        let drawn: FaultRates =
            dice.happens(0.15) ? .none : dice.happens(0.5) ? .light : .heavy
        faults = options.faults ?? drawn
        let names = (0..<dice.roll(2...5)).map { "package-\($0)" }
        template = StockTemplate(
            stream: "debian:12",
            architecture: "amd64",
            rows: names.map {
                InstalledPackage(name: $0, architecture: "amd64", version: "1", source: $0)
            },
            repositories: nil,
            isAtLeast: { (Int($0) ?? 0) >= (Int($1) ?? 0) }
        )
        var patches: [WorldPatch] = []
        let count = dice.roll(2...8)
        let first = dice.roll(1...count)
        var published = start - .seconds(86_400)
        for number in 0..<count {
            if number >= first { published = published + dice.minutes(300...days * 1_440 / count) }
            let chosen = dice.keep(0.5, of: names)
            let fallback = names[number % names.count]
            patches.append(
                WorldPatch(
                    id: Patch.Identity(dice.uuid()),
                    number: number,
                    packages: (chosen.isEmpty ? [fallback] : chosen).map {
                        TargetPackage(name: $0, architecture: "amd64", version: "\(number + 2)")
                    },
                    publishedAt: max(published, start - .seconds(1))
                )
            )
        }
        self.patches = patches
        groups = (0..<dice.roll(1...3)).map { _ in Group.Identity(dice.uuid()) }
        self.dice = dice
    }

    /// When people and schedules end.
    var end: Timestamp { start + .seconds(days * 86_400) }

    /// A time before the end.
    mutating func time() -> Timestamp { start + .seconds(dice.roll(0...days * 86_400)) }
}
