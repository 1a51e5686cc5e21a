// SPDX-License-Identifier: Apache-2.0
package import Domain
package import HTTPTypes

extension HTTPResponse.Status {
    /// The status of RFC 9110 that says what an error means, where no dialect says otherwise.
    package init(meaning error: DomainError) {
        switch error.code.kind {
        case .notFound: self = .notFound
        case .conflict: self = .conflict
        case .invalid where error.code == .requestTooLarge: self = .contentTooLarge
        case .invalid where error.code == .methodNotAllowed: self = .methodNotAllowed
        case .invalid: self = .badRequest
        case .unauthenticated: self = .unauthorized
        case .forbidden: self = .forbidden
        case .throttled: self = .tooManyRequests
        case .unavailable: self = .serviceUnavailable
        case .internalFault: self = .internalServerError
        }
    }
}

extension Reply {
    /// The house's own envelope of an error, for routes of no dialect:
    /// `{"error":{"code":"…","message":"…","request_id":"…"}}`.
    package static func failure(_ error: any Error, requestID: String) -> Reply {
        let named = DomainError(naming: error)
        return json(status: HTTPResponse.Status(meaning: named), capacity: 256) { json in
            json.object {
                $0.object("error") {
                    $0.field("code", named.code.rawValue)
                    $0.field("message", named.description)
                    $0.field("request_id", requestID)
                }
            }
        }
    }
}
