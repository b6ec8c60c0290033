import unittest
from decimal import Decimal

from shop.pages import page
from shop.prices import DELIVERY, FREE_DELIVERY_FROM, delivery, order


class PricesTest(unittest.TestCase):
    def test_small_orders_pay_for_delivery(self):
        self.assertEqual(order("Bread"), Decimal("4.50") + DELIVERY)

    def test_large_orders_are_delivered_free(self):
        self.assertEqual(delivery(FREE_DELIVERY_FROM), Decimal("0"))

    def test_the_page_names_the_limit(self):
        self.assertIn(f"free from {FREE_DELIVERY_FROM}", page())


if __name__ == "__main__":
    unittest.main()
