// SPDX-License-Identifier: Apache-2.0

/// A number by which Windows says how an update went: an `HRESULT`, or a program's exit status.
///
/// The table has what the Windows Update Agent (facility 0x024), wusa.exe and dism.exe answer most.
/// Sources: Microsoft Learn, "WUA Success and Error Codes", "WUA Networking Error Codes" and
/// "Windows Update error codes by component" (0x8024…); "System Error Codes" of Win32 (3010 and
/// 0x8007…, which carry such a code in their low half); the component store's codes in
/// `cbsapi.h` (0x800F…).
struct WindowsUpdateCode: Hashable, Sendable {
    /// What comes of it.
    enum Meaning: Sendable {
        /// It is done, now.
        case done
        /// It is done when the machine has been restarted.
        case restart
        /// It was so before.
        case already
        /// The update is not for this machine, or no longer.
        case notApplicable
        /// It failed.
        case failed
    }

    /// The 32 bits, without a sign.
    let value: UInt32

    /// Takes the 32 bits of a number: signed and unsigned spellings are the same code.
    init(_ number: some BinaryInteger) { value = UInt32(truncatingIfNeeded: number) }

    /// What comes of it; every code that is not in the table is a failure.
    var meaning: Meaning { Self.table[value]?.meaning ?? .failed }

    /// The eight hexadecimal digits.
    var hexadecimal: String {
        let digits = String(value, radix: 16, uppercase: true)
        return String(repeating: "0", count: 8 - digits.count) + digits
    }

    /// The number with its words: `0x80240017 (the update does not apply to this machine)`.
    var description: String { "0x\(hexadecimal) (\(words))" }

    /// What it says; for a code outside the table the component that it comes from.
    var words: String {
        if let row = Self.table[value] { return row.words }
        return switch value >> 16 {
        case 0x8007: "error \(value & 0xFFFF) of Windows"
        case 0x8024: "an unknown code of the Windows Update Agent"
        case 0x800F: "an unknown code of the component store"
        case 0x80D0: "an unknown code of the delivery service"
        default: "an unknown code"
        }
    }

    /// The codes that are known, in their order.
    static let known: [WindowsUpdateCode] = table.keys.sorted().map { WindowsUpdateCode($0) }

    private typealias Row = (meaning: Meaning, words: String)

    private static let table: [UInt32: Row] = [
        0x0000_0000: (.done, "done"),
        0x0000_0BC2: (.restart, "done after a restart"),
        0x0024_0001: (.failed, "the agent was stopped"),
        0x0024_0003: (.failed, "done, but with errors"),
        0x0024_0005: (.restart, "done after a restart"),
        0x0024_0006: (.already, "it is installed already"),
        0x0024_0007: (.already, "it is not installed, so there is nothing to remove"),
        0x0024_0008: (.already, "it is downloaded already"),
        0x8000_4005: (.failed, "an unspecified error"),
        0x8007_0002: (.failed, "a file was not found"),
        0x8007_0005: (.failed, "access is denied: it takes an administrator"),
        0x8007_000E: (.failed, "not enough memory"),
        0x8007_0057: (.failed, "an argument is wrong"),
        0x8007_0070: (.failed, "not enough space on the disk"),
        0x8007_0422: (.failed, "the service Windows Update is disabled"),
        0x8007_0490: (.failed, "an element of the component store was not found"),
        0x8007_0643: (.failed, "the update's own installer failed"),
        0x8007_0BC2: (.restart, "done after a restart"),
        0x8007_2EE2: (.failed, "the server did not answer in time"),
        0x8007_2EE7: (.failed, "the server's name could not be resolved"),
        0x8007_2EFD: (.failed, "the server could not be reached"),
        0x8007_2F8F: (.failed, "the server's certificate or the clock is wrong"),
        0x8007_3701: (.failed, "a part of the component store is missing"),
        0x8007_3712: (.failed, "the component store is damaged"),
        0x800F_081E: (.notApplicable, "the package does not apply to this machine"),
        0x800F_081F: (.failed, "the files for a repair were not found"),
        0x800F_0823: (.failed, "it needs a newer servicing stack"),
        0x800F_0825: (.failed, "the package is permanent and cannot be removed"),
        0x800F_0831: (.failed, "the update that it builds on is missing"),
        0x800F_0922: (.failed, "the installation was rolled back"),
        0x8024_0004: (.failed, "the agent is not ready"),
        0x8024_0007: (.failed, "an index was wrong"),
        0x8024_0009: (.failed, "another operation is under way"),
        0x8024_000B: (.failed, "it was cancelled"),
        0x8024_000C: (.already, "there was nothing to do"),
        0x8024_000E: (.failed, "the update's description is damaged"),
        0x8024_0016: (.failed, "another installation is under way, or a restart is due first"),
        0x8024_0017: (.notApplicable, "the update does not apply to this machine"),
        0x8024_0019: (.failed, "the update must be installed alone"),
        0x8024_001E: (.failed, "the service or the machine was being stopped"),
        0x8024_001F: (.failed, "there is no network"),
        0x8024_0020: (.failed, "it needs somebody who is logged on"),
        0x8024_0021: (.failed, "it took too long"),
        0x8024_0022: (.failed, "every update failed"),
        0x8024_0023: (.failed, "the licence terms were declined"),
        0x8024_0024: (.notApplicable, "there are no updates"),
        0x8024_0025: (.failed, "a policy keeps users away from Windows Update"),
        0x8024_0028: (.failed, "the update cannot be removed this way"),
        0x8024_002E: (.failed, "a policy forbids servers outside of the organisation"),
        0x8024_0034: (.failed, "the download failed"),
        0x8024_0036: (.failed, "not possible in this state"),
        0x8024_0040: (.failed, "not possible on Server Core"),
        0x8024_0044: (.failed, "it takes an administrator"),
        0x8024_0438: (.failed, "the update service cannot be reached"),
        0x8024_0FFF: (.failed, "an unexpected error of the agent"),
        0x8024_200B: (.failed, "the update's installer failed"),
        0x8024_2014: (.failed, "a restart is due before this update"),
        0x8024_2015: (.failed, "the installation is still under way"),
        0x8024_4018: (.failed, "the server refuses access (HTTP 403)"),
        0x8024_4019: (.failed, "the server does not have it (HTTP 404)"),
        0x8024_401C: (.failed, "the server did not answer in time (HTTP 408)"),
        0x8024_4022: (.failed, "the server is overloaded (HTTP 503)"),
        0x8024_402C: (.failed, "the server's or the proxy's name could not be resolved"),
        0x8024_8007: (.failed, "the agent's store lacks what is asked for"),
    ]
}

/// How an operation of the Windows Update Agent ended (`OperationResultCode` of `wuapi.h`).
enum WindowsOperationResult: Int64, CaseIterable, Sendable {
    /// It was never begun.
    case notStarted
    /// It goes on.
    case inProgress
    /// It is done.
    case succeeded
    /// It is done for some updates, or with warnings.
    case succeededWithErrors
    /// It failed.
    case failed
    /// It was cancelled.
    case aborted

    /// The words for people.
    var words: String {
        switch self {
        case .notStarted: "not started"
        case .inProgress: "still under way"
        case .succeeded: "succeeded"
        case .succeededWithErrors: "succeeded with errors"
        case .failed: "failed"
        case .aborted: "aborted"
        }
    }
}
