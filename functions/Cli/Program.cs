Console.WriteLine("obs");
