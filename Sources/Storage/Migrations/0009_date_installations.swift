// SPDX-License-Identifier: Apache-2.0

extension Migration {
    /// Since when a device is known and its packages are installed, which tells a finding's age.
    ///
    /// Of devices that were scanned before, the last scan is the earliest that is known.
    static let dateInstallations = Migration(
        number: 9,
        name: "date_installations",
        statements: [
            "ALTER TABLE device ADD COLUMN first_scanned_at {bigint}",
            "ALTER TABLE device ADD COLUMN installed_since {text}",
            "UPDATE device SET first_scanned_at = scanned_at",
        ]
    )
}
