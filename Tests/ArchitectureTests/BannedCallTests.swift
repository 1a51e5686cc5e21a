// SPDX-License-Identifier: Apache-2.0
import Testing

@Suite struct BannedCallTests {
    @Test("no source calls what is banned everywhere")
    func keepsToBansEverywhere() throws {
        let found = BannedCallCheck.violations(
            try Repository.current().sources,
            BannedCalls.everywhere
        )
        expectNone(found)
    }

    @Test("pure targets touch no clock, file, network, environment or chance")
    func keepsPure() throws {
        let pure = try Repository.current().sources.filter {
            $0.target.map(BannedCalls.pureTargets.contains) == true
        }
        #expect(Set(pure.compactMap(\.target)) == BannedCalls.pureTargets)
        let found = BannedCallCheck.violations(pure, BannedCalls.inPureTargets)
        expectNone(found)
    }

    @Test(
        "every banned call of both tables is found in a sample of itself",
        arguments: BannedCalls.everywhere + BannedCalls.inPureTargets
    )
    func findsEach(ban: BannedCall) {
        let samples = ["x = \(ban.token) y", "f(\(ban.token)", "\"\\(\(ban.token) )\""]
        for sample in samples {
            let found = BannedCallCheck.occurrences(in: SwiftCode(sample), of: [ban])
            #expect(found.count == 1, "\(sample)")
        }
        let hidden = ["// \(ban.token)", "\"\(ban.token)\"", "x\(ban.token)"]
        for sample in hidden where !(sample.hasPrefix("x.")) {
            let found = BannedCallCheck.occurrences(in: SwiftCode(sample), of: [ban])
            #expect(found.isEmpty, "\(sample)")
        }
    }

    @Test(
        "words have borders",
        arguments: [
            ("Date()", "let a = Date()", 1), ("Date()", "BuildDate()", 0), ("Date()", "Date(a)", 0),
            (".now", "Date.now", 1), (".now", "f(.now)", 1), (".now", "ContinuousClock().now", 1),
            (".now", "order.now", 0), (".now", "f(x).now", 0), (".now", "Date.nowhere", 0),
            (".now", "orders[0].now", 0), ("open(", "open(path)", 1),
            ("open(", "Swift.open(path)", 1),
            ("open(", "window.open(at)", 0), ("open(", "func open(at: Int)", 0),
            ("open(", "reopen(path)", 0), ("open(", "open (path)", 0), ("try!", "try! f()", 1),
            ("try!", "try f()", 0), ("as!", "a as! B", 1), ("as!", "alias!", 0),
            (".random(", "Int.random(in: r)", 1), (".random(", "dice.random(in: r)", 0),
            ("getenv", "getenv(\"A\")\ngetenv(\"B\")", 2), ("Thread", "ThreadState", 0),
        ]
    )
    func hasBorders(token: String, text: String, count: Int) {
        let bans = [BannedCall(token, "reason")]
        #expect(BannedCallCheck.occurrences(in: SwiftCode(text), of: bans).count == count)
    }

    @Test("an exception covers its file or folder, and one that nothing uses is stale")
    func handlesExceptions() {
        let allowed = ["Sources/A/B.swift": "why", "Sources/C/": "why", "Sources/D/": ""]
        let bans = [BannedCall("x()", "reason", allowed: allowed)]
        let text = "let a = 1\nlet b = x()"
        let files = ["A/B.swift", "A/C.swift", "C/D/E.swift"].map {
            SwiftFile(path: "Sources/" + $0, text: text)
        }
        #expect(
            BannedCallCheck.violations(files, bans) == [
                "BannedCalls.swift: no reason for x() in Sources/D/",
                "BannedCalls.swift: stale, Sources/D/ does not use x()",
                "Sources/A/C.swift:2: x() is banned: reason",
            ]
        )
    }
}
