// SPDX-License-Identifier: Apache-2.0

import Domain
import Testing

@testable import Services

@Suite struct OrderBellTests {
    private static let device = Device.Identity(derivedFrom: "web-1")

    @Test("a ring ends every stream of its device, and no other one")
    func rings() async {
        let bell = OrderBell()
        let mine = [bell.next(Self.device), bell.next(Self.device)]
        let other = bell.next(.init(derivedFrom: "web-2"))
        bell.ring(Self.device)
        for stream in mine {
            var count = 0
            for await _ in stream { count += 1 }
            #expect(count == 1)
        }
        let reader = Task {
            var count = 0
            for await _ in other { count += 1 }
            return count
        }
        reader.cancel()
        #expect(await reader.value == 0)
    }

    @Test("a ring before anyone listens is heard by nobody, and hurts nobody")
    func ringsInTheDark() async {
        let bell = OrderBell()
        bell.ring(Self.device)
        let stream = bell.next(Self.device)
        bell.ring(Self.device)
        bell.ring(Self.device)
        var count = 0
        for await _ in stream { count += 1 }
        #expect(count == 1)
    }

    @Test("rings from many tasks reach everyone who listens")
    func ringsConcurrently() async {
        let bell = OrderBell()
        for _ in 0..<50 {
            let heard = await withTaskGroup(of: Int.self) { group in
                for _ in 0..<8 {
                    let stream = bell.next(Self.device)
                    group.addTask {
                        var count = 0
                        for await _ in stream { count += 1 }
                        return count
                    }
                }
                for _ in 0..<4 {
                    group.addTask {
                        bell.ring(Self.device)
                        return 0
                    }
                }
                return await group.reduce(0, +)
            }
            #expect(heard == 8)
        }
    }
}
