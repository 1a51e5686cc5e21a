// SPDX-License-Identifier: Apache-2.0

/// How much a file of paragraphs may ask the reader to hold at once.
///
/// The longest line and paragraph of a distribution's indexes are far below these limits; a file
/// above them is broken or hostile.
package struct ParagraphLimits: Sendable, Equatable {
    /// The most bytes in a line, without its line feed.
    package var lineByteCountMax: Int
    /// The most bytes in a paragraph, line feeds included.
    package var paragraphByteCountMax: Int
    /// The most fields in a paragraph.
    package var fieldCountMax: Int

    /// Sets limits; those not given are 1 MiB a line, 32 MiB a paragraph and 1,000 fields.
    package init(
        lineByteCountMax: Int = 1 << 20,
        paragraphByteCountMax: Int = 1 << 25,
        fieldCountMax: Int = 1_000
    ) {
        self.lineByteCountMax = lineByteCountMax
        self.paragraphByteCountMax = paragraphByteCountMax
        self.fieldCountMax = fieldCountMax
    }
}
