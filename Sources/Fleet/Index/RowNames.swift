// SPDX-License-Identifier: Apache-2.0
import AgentProtocol
import Synchronization

/// The rows by the names of their packages, source and binary.
///
/// The names' numbers are shared by all states of an index, since names are only ever added.
struct RowNames: Sendable {
    private let numbers = NameNumbers()
    private var rows = SharedArray<[UInt32]>()

    mutating func add(_ row: UInt32, of package: InstalledPackage) {
        add(row, package.source)
        if let name = package.name, name != package.source { add(row, name) }
    }

    private mutating func add(_ row: UInt32, _ name: String) {
        let number = Int(numbers.number(adding: name))
        rows.grow(to: number + 1, repeating: [])
        rows[number].append(row)
    }

    /// The rows whose package, or its source, has a name.
    subscript(name: String) -> [UInt32] {
        guard let number = numbers.number(of: name), number < rows.count else { return [] }
        return rows[Int(number)]
    }
}

/// Numbers for names, from 0.
private final class NameNumbers: Sendable {
    private let known = Mutex<[String: UInt32]>([:])

    func number(of name: String) -> UInt32? { known.withLock { $0[name] } }

    func number(adding name: String) -> UInt32 {
        known.withLock { known in
            if let number = known[name] { return number }
            let number = UInt32(known.count)
            known[name] = number
            return number
        }
    }
}
