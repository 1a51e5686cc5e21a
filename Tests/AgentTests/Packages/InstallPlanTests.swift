// SPDX-License-Identifier: Apache-2.0
import AgentProtocol
import Testing

@testable import Agent

@Suite struct InstallPlanTests {
    private let app = TargetPackage("app", "1.1")
    private let tool = TargetPackage("tool", "1.1", "all")

    private func plan(
        _ changes: [(TargetPackage, String?)],
        configured: [TargetPackage] = [],
        removals: [String] = []
    ) -> InstallPlan {
        InstallPlan(
            changes: changes.map { .init(package: $0.0, installedVersion: $0.1) },
            configured: configured,
            removals: removals
        )
    }

    @Test("a plan that does what was ordered is clear, with new dependencies too")
    func clear() {
        let new = TargetPackage("extra", "3")
        let plan = plan([(new, nil), (app, "1.0")])
        #expect(plan.verdict(targets: [app], ordered: [app]) == .clear)
    }

    @Test("a plan may bring more of the same order")
    func moreOfTheOrder() {
        let plan = plan([(tool, "1.0"), (app, "1.0")])
        #expect(plan.verdict(targets: [app], ordered: [app, tool]) == .clear)
    }

    @Test("a package that only has to be configured is brought by that")
    func configuredOnly() {
        let plan = plan([], configured: [app])
        #expect(plan.verdict(targets: [app], ordered: [app]) == .clear)
    }

    @Test("an index lists a package for all architectures under each of them")
    func allFits() {
        let plan = plan([(TargetPackage("tool", "1.1", "amd64"), "1.0")])
        #expect(plan.verdict(targets: [tool], ordered: [tool]) == .clear)
    }

    @Test("a removal, or an upgrade that was not ordered, is too much")
    func exceeds() {
        let removing = plan([(app, "1.0")], removals: ["tool", "x:i386"])
        #expect(
            removing.verdict(targets: [app], ordered: [app])
                == .exceeds("it would remove tool, x:i386")
        )
        let upgrading = plan([(tool, "1.0"), (app, "1.0")])
        #expect(
            upgrading.verdict(targets: [app], ordered: [app])
                == .exceeds("it would also change tool from 1.0 to 1.1")
        )
    }

    @Test("another version or architecture of an ordered package was not ordered")
    func otherVersion() {
        let higher = plan([(TargetPackage("app", "1.2"), "1.0")])
        #expect(
            higher.verdict(targets: [app], ordered: [app])
                == .exceeds("it would also change app from 1.0 to 1.2")
        )
        let foreign = plan([(TargetPackage("app", "1.1", "i386"), "1.0"), (app, "1.0")])
        #expect(
            foreign.verdict(targets: [app], ordered: [app])
                == .exceeds("it would also change app from 1.0 to 1.1")
        )
    }

    @Test("a plan that leaves a target out falls short")
    func fallsShort() {
        #expect(
            plan([]).verdict(targets: [app], ordered: [app])
                == .fallsShort("it would not bring app 1.1")
        )
        let older = plan([], configured: [TargetPackage("app", "1.0")])
        #expect(
            older.verdict(targets: [app], ordered: [app])
                == .fallsShort("it would not bring app 1.1")
        )
    }

    @Test("a rollback may change what is ordered and nothing else")
    func rollback() {
        let earlier = TargetPackage("app", "1.0")
        var plan = plan([(earlier, "1.1")])
        plan.changes[0].isDowngrade = true
        #expect(
            plan.verdict(targets: [earlier], ordered: [earlier])
                == .exceeds("it would bring app back from 1.1 to 1.0")
        )
        #expect(plan.verdict(targets: [earlier], ordered: [earlier], goal: .rollback) == .clear)
        plan.changes.append(.init(package: TargetPackage("extra", "3"), installedVersion: nil))
        #expect(
            plan.verdict(targets: [earlier], ordered: [earlier], goal: .rollback)
                == .exceeds("it would also install extra 3")
        )
        plan.changes[1] = .init(package: tool, installedVersion: "1.2", isDowngrade: true)
        #expect(
            plan.verdict(targets: [earlier], ordered: [earlier], goal: .rollback)
                == .exceeds("it would also change tool from 1.2 to 1.1")
        )
        plan.changes.removeLast()
        plan.removals = ["extra"]
        #expect(
            plan.verdict(targets: [earlier], ordered: [earlier], goal: .rollback)
                == .exceeds("it would remove extra")
        )
    }
}
