// SPDX-License-Identifier: Apache-2.0
import Domain
import Simulation
import Testing

@testable import SimulationClient

@Suite struct WakeQueueTests {
    @Test("gives places by their time, and none before it")
    func order() {
        var dice = Dice(seed: 9)
        var queue = WakeQueue()
        var times: [Int: Int] = [:]
        for place in 0..<500 {
            times[place] = dice.roll(0...200)
            queue.add(place, at: Timestamp(milliseconds: Int64(times[place] ?? 0)))
        }
        var taken: [Int] = []
        for now in 0...200 {
            while let place = queue.take(at: Timestamp(milliseconds: Int64(now))) {
                #expect(times[place] == now)
                taken.append(place)
            }
        }
        #expect(Set(taken).count == 500)
        #expect(queue.nextAt == nil)
    }
}
