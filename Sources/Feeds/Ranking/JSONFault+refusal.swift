// SPDX-License-Identifier: Apache-2.0
import Domain
import PackageFormats

extension JSONFault {
    /// The refusal of the input: `file.json: a.b[3].c: what is wrong (byte 17)`.
    var refusal: DomainError { DomainError(.feedMalformed, subject: description) }
}
