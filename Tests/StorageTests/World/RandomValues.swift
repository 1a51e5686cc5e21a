// SPDX-License-Identifier: Apache-2.0
import AgentProtocol
import Domain
import TestSupport

/// Values whose members are present or absent, and hold what is hard to store, as a seed decides.
struct RandomValues {
    private var generator: SeededGenerator
    private let isFull: Bool

    /// Starts a sequence; full values have something in every member.
    init(seed: UInt64, isFull: Bool = false) {
        generator = SeededGenerator(seed: seed)
        self.isFull = isFull
    }

    mutating func record() -> PatchRecord {
        PatchRecord(
            stream: Stream(rawValue: text()),
            source: text(),
            version: text(),
            title: perhaps { $0.text() },
            origin: perhaps { $0.origin() },
            binaries: list {
                PatchBinary(
                    name: $0.text(),
                    architecture: $0.text(),
                    version: $0.text(),
                    size: $0.perhaps { $0.number() }
                )
            },
            advisories: list { random in
                AdvisoryReference(
                    name: random.text(),
                    title: random.text(),
                    issuedAt: random.perhaps { $0.time() },
                    cves: random.list { $0.text() }
                )
            },
            phasedPercentage: perhaps { $0.below(101) },
            severity: perhaps { $0.element(Patch.Severity.allCases) },
            classification: perhaps { $0.element(Patch.Classification.allCases) },
            supersedes: perhaps { $0.list { $0.text() } },
            affected: perhaps { random in
                random.list {
                    AffectedPackage(
                        name: $0.text(),
                        isSource: $0.flag(),
                        answer: $0.element(AffectedPackage.Answer.allCases)
                    )
                }
            },
            subscription: perhaps { $0.text() },
            needsReboot: perhaps { $0.flag() }
        )
    }

    mutating func vulnerability() -> VulnerabilityRecord {
        var record = VulnerabilityRecord(cve: text())
        record.exploitedSince = perhaps { $0.time() }
        record.dueAt = perhaps { $0.time() }
        record.isUsedByRansomware = perhaps { $0.flag() }
        record.probability = perhaps { $0.share() }
        record.percentile = perhaps { $0.share() }
        return record
    }

    mutating func facts() -> DeviceFacts {
        var facts = DeviceFacts(
            hostName: perhaps { $0.text() },
            operatingSystem: perhaps { $0.text() },
            ipAddresses: list { $0.text() },
            macAddresses: list { $0.text() },
            loggedOnUsers: list { $0.text() },
            agentVersion: perhaps { $0.text() },
            reboot: .needed(reasons: list { $0.text() })
        )
        if !isFull, flag() { facts.reboot = flag() ? .notNeeded : .unknown }
        facts.fullyQualifiedName = perhaps { $0.text() }
        facts.domain = perhaps { $0.text() }
        facts.operatingSystemVersion = perhaps { $0.text() }
        facts.machine = perhaps { $0.text() }
        facts.runningKernel = perhaps { $0.text() }
        facts.bootedAt = perhaps { $0.number() }
        facts.utcOffsetMinutes = perhaps { $0.below(1_440) - 720 }
        facts.timeZone = perhaps { $0.text() }
        facts.bootID = perhaps { $0.text() }
        facts.interfaces = perhaps { values in
            values.list { values in
                NetworkInterface(
                    name: values.text(),
                    macAddress: values.perhaps { $0.text() },
                    addresses: values.list { $0.text() },
                    gateway: values.perhaps { $0.text() }
                )
            }
        }
        facts.hardware = perhaps { values in
            Hardware(
                manufacturer: values.perhaps { $0.text() },
                model: values.perhaps { $0.text() }
            )
        }
        facts.lastLoggedOnUser = perhaps { $0.text() }
        return facts
    }

    private mutating func origin() -> PatchOrigin {
        PatchOrigin(
            origin: text(),
            label: text(),
            suite: text(),
            codename: text(),
            component: text(),
            willingness: element([.automatic, .upgradesOnly, .onRequest])
        )
    }

    private mutating func text() -> String {
        let pieces = [
            "lib", "1.2-3", "ä", "日本", "\"", "\\", "/", "\n", "\u{0}", "\u{1F}", "\u{2028}", "☂️",
            " ",
        ]
        return (0..<below(6)).map { _ in element(pieces) }.joined()
    }

    private mutating func number() -> Int64 {
        element([0, -1, 17, .max, .min, Int64(below(1_000_000))])
    }

    private mutating func time() -> Timestamp { Timestamp(milliseconds: number()) }

    private mutating func share() -> Double {
        element([0, 1, 1e-05, 0.943_16, .leastNonzeroMagnitude, Double(below(100_000)) / 100_000])
    }

    private mutating func flag() -> Bool { Bool.random(using: &generator) }

    private mutating func below(_ limit: Int) -> Int {
        Int.random(in: 0..<limit, using: &generator)
    }

    private mutating func element<Element>(_ elements: [Element]) -> Element {
        elements[below(elements.count)]
    }

    private mutating func perhaps<Value>(_ make: (inout Self) -> Value) -> Value? {
        isFull || flag() ? make(&self) : nil
    }

    private mutating func list<Element>(_ make: (inout Self) -> Element) -> [Element] {
        (0..<(isFull ? 2 : below(4))).map { _ in make(&self) }
    }
}
