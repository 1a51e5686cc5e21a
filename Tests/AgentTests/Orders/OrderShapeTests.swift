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
}
