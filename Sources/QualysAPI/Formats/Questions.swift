// SPDX-License-Identifier: Apache-2.0
import Domain
import Fleet
import NIOCore
import Query
import Web

/// Queries and orders as clients write them: QQL, and JSON text such as `[{"name":"asc"}]`.
enum Questions {
    /// The most bytes of a query; an address has less room.
    private static let bytesMax = 65_536

    /// A parameter that holds a query.
    static func parameter(_ name: String, summary: String) -> Parameter {
        .string(name, lengthMax: bytesMax, summary: summary)
    }

    /// The parameter that names an order.
    static let sort = Parameter.string(
        "sort",
        lengthMax: 1_024,
        summary: #"The order, as `[{"vendorSeverity":"asc"}]`; several keys are allowed."#
    )

    /// Reads a query; none accepts everything.
    ///
    /// - Throws: ``DomainError/Code/requestInvalid`` with the name of the parameter and the place of
    ///   the mistake.
    static func filter<Field>(
        _ text: String?,
        of name: String,
        _ schema: FieldSchema<Field>,
        now: Timestamp
    ) throws -> Filter<Field> {
        guard let text else { return .everything }
        guard text.utf8.count <= bytesMax else {
            throw DomainError(
                .requestInvalid,
                subject: "parameter \(name): must have at most \(bytesMax) bytes"
            )
        }
        do {
            return try QueryParser(schema, now: now.milliseconds).filter(text)
        } catch {
            throw DomainError(
                .requestInvalid,
                subject: "parameter \(name): \(error)",
                underlying: error
            )
        }
    }

    /// Reads the parameter ``sort``; none is an empty list.
    ///
    /// - Throws: ``DomainError/Code/requestInvalid``.
    static func orders<Field>(
        _ text: String?,
        _ schema: FieldSchema<Field>
    ) throws -> [FieldOrder<Field>] {
        guard let text else { return [] }
        guard let json = try? JSONValue.parse(ByteBuffer(string: text)) else {
            throw refusal("is not JSON")
        }
        let objects = json.members.map { [$0] } ?? json.elements?.compactMap(\.members)
        guard let objects, objects.count == json.elements?.count ?? 1 else {
            throw refusal(#"must look like [{"name":"asc"}]"#)
        }
        return try objects.flatMap(\.members).map { member in
            guard let direction = member.value.text else {
                throw refusal("the direction of \(member.key.prefix(64)) must be asc or desc")
            }
            do {
                return try schema.order("\(member.key):\(direction)")
            } catch { throw refusal("\(error)") }
        }
    }

    private static func refusal(_ reason: String) -> DomainError {
        DomainError(.requestInvalid, subject: "parameter sort: \(reason)")
    }
}
