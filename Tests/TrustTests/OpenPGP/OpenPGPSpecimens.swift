import Trust

/// Public keys as GnuPG 2.2 exports them: made on 2026-06-01 for two years, each with a subkey for encryption for one
/// year. The private halves are gone.
enum OpenPGPSpecimens {
    static let ed25519 = decode(
        """
        mDMEahzLgBYJKwYBBAHaRw8BAQdAb1k/B56xyM6eEFKrRyU6sfgM94ovI4oe8Up1UpY/3Iu0H1N0b3JlZnJvbnQgZWQgPGVkQGFjbWUu
        ZXhhbXBsZT6IlgQTFggAPhYhBH4rV0gS+v2wkvprFlH3fpJJcqIZBQJqHMuAAhsDBQkDwmcABQsJCAcCBhUKCQgLAgQWAgMBAh4BAheA
        AAoJEFH3fpJJcqIZ8YYA/3JztnmxsAQr1ImVi68RrW01wrPhiQ9g9Arz5G13t3KXAP4my8QTRqWhTnB09IZPSXtYAFmJnG5ab5eKqUQB
        QYG6DLg4BGocy4ASCisGAQQBl1UBBQEBB0AwE2zM6/MArBROPVUTxytD9ijlmlpgby7oESGppBMCegMBCAeIfgQYFggAJhYhBH4rV0gS
        +v2wkvprFlH3fpJJcqIZBQJqHMuAAhsMBQkB4TOAAAoJEFH3fpJJcqIZtEEA/10d15Srh+z1dKQYrpz3N54hwRPbpvyRbmpwD1PLnSpD
        AP9RhG3CRYSseJpFsgb8Z3voYUokVLEr3niqlESfifQOAg==
        """)
    static let p256 = decode(
        """
        mFIEahzLgBMIKoZIzj0DAQcCAwSB+uIRP0sZBC2cFJMOQ0QYCH2fdw2VKlGSeL+zRs4Z0lYLyidAWYQnUBv7t8wdeFItNypQkhXEtxqs
        hQ0ARQPttCNTdG9yZWZyb250IG5pc3QgPG5pc3RAYWNtZS5leGFtcGxlPoiWBBMTCAA+FiEE/wJ4HVQYSyBlgsUmsfYCkGpr3oEFAmoc
        y4ACGwMFCQPCZwAFCwkIBwIGFQoJCAsCBBYCAwECHgECF4AACgkQsfYCkGpr3oFUAQD6A1QrN4IDi8+lG/QHmQzFXu+GA4hhFS1rkHSd
        RRnLoBMA/RJiFix+voowKeh3SMhZqCxBrFLb9DNQDLwXChjiNoEduFYEahzLgBIIKoZIzj0DAQcCAwSalTHNMYAlGJsOoQQHEZBbLboB
        4vPiz0kvnEO7Tjd1am4mVsE3xohWFtqUzbdADDPm2FHpJaWgmoL1xp2bGDa4AwEIB4h+BBgTCAAmFiEE/wJ4HVQYSyBlgsUmsfYCkGpr
        3oEFAmocy4ACGwwFCQHhM4AACgkQsfYCkGpr3oHzLAD/SsjTzOYsqiNLtGETXZ3/BDBtq97TZbxqenhYPEe8LDMA/jeA7g/ME5oVNgJC
        xfbkG1AKEcL71bAf+XmcANxUI56j
        """)
    static let rsa = decode(
        """
        mQENBGocy4ABCADnXOhQWIekHY4IJwwhFpL+kv/icVsgf9Winuegi5VUrzcNv4tj/jCmyzReF0q7KGJrr1NHWxemd1plLLUJXyIM4oyS
        vYiCS9IGBk4gSwg9HPBBle6TPBqAprZ2JtNAnVIO/oXMcKO1lpjXN/bSvam79tM3MlfXTTpCS/B7pckrZtMj+eH0gizLKlMRZK30+nG7
        fN8MvKOupKVWf0naXT5tXOGAvatrw9UoYgQ+tatCBgzNPj6sw19SdfjAwMYYJuzLLiyaIDV2ImRvXkwzwOxSPnW6VA7H+SVGcdAHj/kn
        E5YdaZCOZBVEjNXCNNfS/1PTmsiDZ0z9ZORq6copDn+xABEBAAG0IVN0b3JlZnJvbnQgcnNhIDxyc2FAYWNtZS5leGFtcGxlPokBVAQT
        AQoAPhYhBNy2QN7ayg+5YGuDmqS6WsUZt3AJBQJqHMuAAhsDBQkDwmcABQsJCAcCBhUKCQgLAgQWAgMBAh4BAheAAAoJEKS6WsUZt3AJ
        PjkIAIK+F4Fb5uiGITWZWx050hEg5Bx/tg7l1okEnIaI6dYNtxmFoaLHQ9mQothP6rJecE5HchgcEB6yliXRUMAZtQqCQcrZ1J/evXoM
        jQTocbxLkQ9yU7Ps/sv11V8JviX0H9+Zy+JQMT6dopt+yifl3crWyaTsaij+FaO/Ygfvp65hvF95SskTRf1uqkrCPq3FqXupFxc7GBIq
        qU8yMT716LLIxWs5fLJ08P4nNrToR4PIRk5c2crbXTDXBNaVzH4/sZ5feKzV+uVTkgeZwtbtZTYxkM4Oy0JHIoJMaOlV2KdpDb1WgmzS
        B7Rt3SqNKF3iQh6rk2I/khAz70fyFYeyQEO5AQ0EahzLgAEIALl6MpstCtdIBI6jxz5xxgI8R/iPQmy7JxpZgZJ66gst8wdWp0ufw78A
        DhMliMLxUJt3zv+l01YmzHDi7BjWCG5zk1BX3K2EZWe10Zaxgy6sQRQ0wC07nTDbj22Mz7GM3zW8P9/CcU4X+BbxmfDYIJOZEERpl2dD
        T8ZM6XQi8+ctc8KZLJ3KsZahQH89IaAPzXiauQxFEfcQ2ucIWrGRzXCJe2fLxLdInh3hW8Sg/6tAac2iTGirDKLv1veMxBy4TERMgwxU
        JYHJAtBll6xRs9F3Xi5JIWwJlBs61qe5Eu9Oa+ByyLQf4zXEH+qGlN7SFLvz3NJSE3wEauo3EHkHPpUAEQEAAYkBPAQYAQoAJhYhBNy2
        QN7ayg+5YGuDmqS6WsUZt3AJBQJqHMuAAhsMBQkB4TOAAAoJEKS6WsUZt3AJMfcIAK56DcOeMBgrsRJY8z4O3vVhpUo3U1QgSm0S6WCY
        ByxcikX1K6JyRnqIWPxrpAy/ec6b04Jd0eWwhf+qpl/6vMm78o9LBR71j1AkLOeBR2qzI8LY1ZMf/hcHTWJu1oHJCPPQfCUuFWSmyHw+
        tJIW7h1GjOOISSVug8OB1lF2qlK1ADlHdesMEIVKCYTldpo95pPdTKEs5bxYnl1f+qiE5/kFp+exwfkO8iNfoT5RjUmSH7e3icOLS4mI
        Qj/9MG3ynpZ0Wu+Dbsah1ZenQCKqzNhMwgKWZA4RZeFI0vTDw8PanvotjWfXlAGtMDEjunP2WvayHhlbHT85oYpqL1vUXXw=
        """)

    private static func decode(_ text: String) -> [UInt8] { Base64.decode(text.replacing("\n", with: "")) ?? [] }
}
