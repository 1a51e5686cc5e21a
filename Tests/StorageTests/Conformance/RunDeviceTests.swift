// SPDX-License-Identifier: Apache-2.0
import Domain
import Storage
import Testing

extension StoreConformance {
    @Suite struct RunDeviceTests {
        @Test(
            "the devices of a run are listed, and its execution on each found",
            arguments: Backend.all
        )
        func listsDevices(backend: Backend) async throws {
            try await backend.withTenants { store async throws in
                let deployment = World.deployment(1)
                let (first, second) = (World.run(1, of: deployment), World.run(2, of: deployment))
                let devices = (1...5).map { World.device($0) }
                let executions = devices.map { World.execution(of: first, on: $0) }
                let other = World.execution(of: second, on: devices[0])
                try await store.write { transaction throws in
                    for device in devices { try transaction.insert(device) }
                    try transaction.insert(deployment)
                    for run in [first, second] { try transaction.insert(run) }
                    for execution in executions + [other] { try transaction.insert(execution) }
                }
                try await store.read { transaction throws in
                    #expect(try transaction.devices(of: first.id) == devices.map(\.id).sorted())
                    #expect(try transaction.devices(of: second.id) == [devices[0].id])
                    #expect(try transaction.devices(of: World.run(3, of: deployment).id) == [])
                    for (device, execution) in zip(devices, executions) {
                        let found = try transaction.execution(of: first.id, on: device.id)
                        #expect(found == execution)
                    }
                    #expect(
                        try transaction.execution(of: second.id, on: devices[0].id) == other
                    )
                    #expect(try transaction.execution(of: second.id, on: devices[1].id) == nil)
                }
            }
        }
    }
}
