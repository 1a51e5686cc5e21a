// SPDX-License-Identifier: Apache-2.0
import Domain

extension SQLTransaction {
    func devices(of run: Run.Identity) throws -> [Device.Identity] {
        try all(
            "SELECT device_id FROM execution WHERE run_id = ? ORDER BY device_id",
            run
        ) { try $0.get(0) }
    }

    func execution(of run: Run.Identity, on device: Device.Identity) throws -> Execution? {
        let columns = (Execution.fixedColumns + Execution.columns).columns()
        return try first(
            "SELECT \(columns) FROM execution WHERE run_id = ? AND device_id = ?",
            run,
            device,
            make: Execution.init
        )
    }
}
