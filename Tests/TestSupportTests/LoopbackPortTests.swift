// SPDX-License-Identifier: Apache-2.0
import TestSupport
import Testing

@Suite struct LoopbackPortTests {
    @Test("a free port is one that an unprivileged server may take")
    func isUnprivileged() throws {
        for _ in 0..<20 {
            #expect((1024...65535).contains(try LoopbackPort.free()))
        }
    }
}
