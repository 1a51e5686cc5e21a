// SPDX-License-Identifier: Apache-2.0
import Domain
import Query
import Web

/// What can be asked about a configuration, beside what is asked about its systems.
enum ConfigurationField: Hashable, Sendable {
    /// The word of ``ConfigurationStatus``.
    case status
}

/// The parameters that choose configurations.
extension QueryFilter where Field == ConfigurationField {
    /// The configurations of a status; no configuration of this server is in the other four.
    static var status: Self {
        let name = "configstatusfilter"
        let words = ConfigurationStatus.allCases.map(\.rawValue)
        let others = ["Draft", "Suspended", "Deployed", "RetryInProgress"]
        let list = Parameter.list(
            name,
            of: .choice(words + others),
            summary: "Only configurations of this status."
        )
        return Self([list]) { call in
            let given = call.strings(name)
            return given.isEmpty ? nil : .test(.status, .isOneOf(given.map { .text($0) }))
        }
    }
}

extension ConfigurationRow {
    /// The row's values of a field.
    func values(of field: ConfigurationField) -> [Value] {
        switch field {
        case .status: [.text(status.rawValue)]
        }
    }
}
