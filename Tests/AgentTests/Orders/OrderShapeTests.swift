// SPDX-License-Identifier: Apache-2.0
import AgentProtocol
import Testing

@testable import Agent

@Suite struct OrderShapeTests {
    @Test(
        "names, architectures and versions of Debian pass",
        arguments: [
            TargetPackage("libstdc++6", "12.2.0-14+deb12u1"), TargetPackage("g++", "4:12.2.0-3"),
            TargetPackage("linux-image-6.1.0-37-amd64", "6.1.140-1"),
            TargetPackage("0ad", "0.0.26-3+b1"), TargetPackage("tzdata", "2025b-0+deb12u1", "all"),
            TargetPackage("x", "1.0~rc1^git", "kfreebsd-amd64"),
        ]
    )
    func passes(target: TargetPackage) {
        #expect(Order.install([OrderPatch(1, target)]).malformation == nil)
    }

    @Test(
        "what a package manager could take for something else is refused",
        arguments: [
            (TargetPackage("", "1"), "\"\" is no package name"),
            (TargetPackage("-oDir=/", "1"), "\"-oDir=/\" is no package name"),
            (TargetPackage("a b", "1"), "\"a b\" is no package name"),
            (TargetPackage("a/stable", "1"), "\"a/stable\" is no package name"),
            (TargetPackage("a", "1", "amd64 b"), "\"amd64 b\" is no architecture"),
            (TargetPackage("a", "1", ""), "\"\" is no architecture"),
            (TargetPackage("a", ""), "\"\" is no version"),
            (TargetPackage("a", "1.0-"), "\"1.0-\" is no version"),
            (TargetPackage("a", "1;reboot"), "\"1;reboot\" is no version"),
            (TargetPackage("ä", "1"), "\"ä\" is no package name"),
        ]
    )
    func refuses(target: TargetPackage, reason: String) {
        let order = Order.install([
            OrderPatch(1, TargetPackage("ok", "1")),
            OrderPatch(2, TargetPackage("ok", "1"), target),
        ])
        #expect(order.malformation == "patches[1].packages[1]: \(reason)")
    }

    @Test("an install order needs patches, each once and each with packages")
    func needsContent() {
        let app = OrderPatch(1, TargetPackage("app", "1"))
        #expect(Order.install([]).malformation == "an install order without patches")
        #expect(Order.install([app, OrderPatch(2)]).malformation == "patches[1] has no packages")
        #expect(Order.install([app, app]).malformation == "patches[1] is there twice")
    }

    @Test("a scan order needs nothing")
    func scanNeedsNothing() {
        var order = Order.install([])
        order.kind = .scan
        #expect(order.malformation == nil)
    }

    @Test("a rollback and a download need patches like an installation")
    func patchKinds() {
        var order = Order.install([])
        order.kind = .rollback
        #expect(order.malformation == "a rollback order without patches")
        order.kind = .download
        #expect(order.malformation == "a download order without patches")
        order.patches = [OrderPatch(1, TargetPackage("app", "1"))]
        #expect(order.malformation == nil)
    }

    @Test("a script order needs scripts, each once, of a sensible size and time")
    func scripts() {
        let script = Script(interpreter: .sh, text: "true", timeoutSeconds: 1)
        let action = OrderAction(id: TestID.uuid(1), name: "a", script: script)
        var order = Order.order(.script)
        #expect(order.malformation == "a script order without scripts")
        order.actions = [action]
        #expect(order.malformation == nil)
        order.conduct?.after = [action]
        #expect(order.malformation == "conduct.after[0] is there twice")
        order.conduct?.after = []
        order.actions?[0].undo = Script(interpreter: .sh, text: "true", timeoutSeconds: 0)
        #expect(order.malformation == "actions[0]: a time-out is out of range")
        let long = String(repeating: "x", count: Script.bytesMax + 1)
        order.actions?[0].undo = Script(interpreter: .sh, text: long, timeoutSeconds: 1)
        #expect(order.malformation == "actions[0]: a script is longer than 262144 bytes")
        order.actions?[0].undo = nil
        order.conduct?.startCountdownSeconds = -1
        #expect(order.malformation == "a time is out of range")
    }

    @Test("an update needs a program with a digest that is one")
    func programs() {
        var order = Order.order(.updateAgent)
        #expect(order.malformation == "no program")
        let digest = String(repeating: "a", count: 64)
        var program = AgentProgram(version: "1", machine: "m", digest: digest, size: 1)
        order.program = program
        #expect(order.malformation == nil)
        for wrong in ["", String(repeating: "A", count: 64), "../" + digest.dropLast(3)] {
            program.digest = wrong
            order.program = program
            #expect(order.malformation == "program.digest is no SHA-256")
        }
        program.digest = digest
        program.size = 0
        order.program = program
        #expect(order.malformation == "program.size is not positive")
    }
}
