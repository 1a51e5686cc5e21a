// SPDX-License-Identifier: Apache-2.0
import Domain

extension SQLTransaction {
    /// A number of a transaction that is rolled back is given out again: nobody saw it.
    func nextNumber(of sequence: String) throws -> Int64 {
        let number: Int64? = try first(
            """
            INSERT INTO number_sequence (name, value) VALUES (?, 1)
            ON CONFLICT (name) DO UPDATE SET value = number_sequence.value + 1
            RETURNING value
            """,
            sequence
        ) { try $0.get(0) }
        guard let number else {
            throw DomainError(.internalFault, subject: "sequence \(sequence) gave no number")
        }
        return number
    }
}
