// SPDX-License-Identifier: Apache-2.0
package import Domain
import HTTPTypes
import Hummingbird
import NIOCore

extension DomainError {
    /// Any error as one that the domain can name; unknown ones become `internalFault`.
    ///
    /// The cause is kept in `underlying`, for the log alone.
    package init(naming error: any Error) {
        switch error {
        case let error as DomainError:
            self = error
        case let error as JSONSyntaxError:
            self.init(body: error)
        case is NIOTooManyBytesError:
            self.init(.requestTooLarge, subject: "body", underlying: error)
        case let error as HTTPError where error.status == .notFound:
            self.init(.routeNotFound)
        case let error as HTTPError where error.status == .contentTooLarge:
            self.init(.requestTooLarge, subject: "body", underlying: error)
        case let error as HTTPError where error.status.kind == .clientError:
            self.init(.requestInvalid, underlying: error)
        default:
            self.init(.internalFault, underlying: error)
        }
    }
}
